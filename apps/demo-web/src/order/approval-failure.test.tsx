import type { BillingError } from "@onekonsole/billing-client/react";
import { errorCatalog, orderStateMeaning, orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { renderHtml, renderTexts } from "../testing/render.fixture.tsx";
import { en } from "../texts/en.ts";
import { ApprovalFailure } from "./approval-failure.tsx";

const failure = (changes: Partial<BillingError> = {}): BillingError => ({
  code: "paypal_timeout",
  action: "retry",
  message: "PayPal did not respond in time.",
  fields: [],
  ...changes,
});
const element = (state: (typeof orderStates)[number] | undefined, error = failure()) => (
  <ApprovalFailure failure={error} state={state} retry={() => undefined} />
);

describe("a failed approval", () => {
  test("is explained with a button for another attempt while it may succeed", () => {
    expect(renderTexts(element("awaiting_approval"))).toEqual([
      errorCatalog.paypal_timeout.message,
      "Try again",
    ]);
  });

  test("has no button when another attempt is futile", () => {
    const incomplete = failure({ code: "order_not_approved", action: "stop" });
    expect(renderTexts(element("awaiting_approval", incomplete))).toEqual([
      errorCatalog.order_not_approved.message,
    ]);
  });

  test("is a decline without conditions for an order that can be approved again", () => {
    const declined = failure({ code: "payment_declined", action: "stop" });
    expect(renderTexts(element("awaiting_approval", declined))).toEqual([en.order.declined]);
    expect(renderTexts(element(undefined, declined))).toEqual([
      errorCatalog.payment_declined.message,
    ]);
  });

  test("is explained before the state is known", () => {
    expect(renderTexts(element(undefined))).toContain(errorCatalog.paypal_timeout.message);
  });

  test.each(orderStates.filter((state) => orderStateMeaning[state].payment === "Paid"))(
    "is not shown for a paid order: %s",
    (state) => {
      expect(renderHtml(element(state, failure({ action: "ask" })))).toBe("");
    },
  );

  test.each(["expired", "capture_failed", "refunded", "needs_attention", "closed"] as const)(
    "is left to the text of the settled state %s, unless support is needed",
    (state) => {
      expect(renderHtml(element(state))).toBe("");
      const ask = failure({ code: "internal", action: "ask", requestId: "req-1" });
      expect(renderTexts(element(state, ask))).toContain("req-1");
    },
  );
});
