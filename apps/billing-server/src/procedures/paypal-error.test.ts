import { expect, test } from "vitest";
import { errorOfPayPal } from "./paypal-error.ts";

test.each([
  ["unavailable", "paypal_unavailable"],
  ["timeout", "paypal_timeout"],
  ["payer_again", "order_not_approved"],
  ["already_done", "paypal_unavailable"],
  ["gone", "order_expired"],
  ["declined", "payment_declined"],
  ["unauthorized", "paypal_refused"],
  ["refused", "paypal_refused"],
] as const)("PayPal's %s is told as %s, without PayPal's own words", (kind, code) => {
  const error = errorOfPayPal({ kind, issue: "PAYEE_ACCOUNT_RESTRICTED", debugId: "d1" });
  expect(error).toMatchObject({ code, debugId: "d1" });
  expect(error.message).not.toContain("PAYEE_ACCOUNT_RESTRICTED");
  expect(String(error.cause)).toContain("PAYEE_ACCOUNT_RESTRICTED");
});
