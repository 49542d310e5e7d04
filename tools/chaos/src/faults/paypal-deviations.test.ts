import { PayPalSandbox, seededRandom } from "@onekonsole/billing-sandbox";
import { expect, test } from "vitest";
import { startPayPalDeviations } from "./paypal-deviations.ts";

const alterations = [
  "no_status",
  "no_payee",
  "no_payee_id",
  "no_payments",
  "unknown_fields",
] as const;
const openPayPal = () => new PayPalSandbox({ url: "http://paypal.example" });
const drawMany = (paypal: PayPalSandbox) =>
  Array.from({ length: 2_000 }, () => paypal.deviations.alterations(alterations));

test("draws the open behavior, and reports what it has drawn", () => {
  const paypal = openPayPal();
  expect(startPayPalDeviations(paypal, () => 0.9).drawn).toEqual([
    "altered in every response: nothing",
    "a repeated declined capture returns a new response",
    "a repeated refund returns 201",
    "a reversed capture has the status COMPLETED",
  ]);
  const { replaysDeclines, refundReplayStatus, reversedCaptureStatus } = paypal;
  expect([replaysDeclines, refundReplayStatus, reversedCaptureStatus]).toEqual([
    false,
    201,
    "COMPLETED",
  ]);
  expect(startPayPalDeviations(paypal, () => 0.1).drawn).toEqual([
    "altered in every response: no_payee_id, no_payments, unknown_fields",
    "a repeated declined capture returns the same response",
    "a repeated refund returns 200",
    "a reversed capture has the status REFUNDED",
  ]);
  expect(paypal).toMatchObject({
    replaysDeclines: true,
    refundReplayStatus: 200,
    reversedCaptureStatus: "REFUNDED",
  });
});

test("alters responses and hides orders from time to time, until it is stopped", () => {
  const paypal = openPayPal();
  // The first draws decide against alterations of every response.
  const draws = [0.9, 0.9, 0.9, 0.9, 0.9, 0.9];
  const later = seededRandom(1);
  const deviations = startPayPalDeviations(paypal, () => draws.shift() ?? later());
  drawMany(paypal);
  expect([...paypal.deviations.counts.keys()].toSorted()).toEqual(alterations.toSorted());
  const orders = Array.from({ length: 1_000 }, () =>
    paypal.payElsewhere({ currency_code: "EUR", value: "1" }, "one"),
  );
  const calls = ["orders.get", "orders.capture"] as const;
  const countHidden = () =>
    orders.filter((order) => calls.some((call) => paypal.deviations.hides(order, call))).length;
  expect(countHidden()).toBeGreaterThan(10);
  deviations.stop();
  expect(drawMany(paypal).flat()).toEqual([]);
  expect(countHidden()).toBe(0);
});

test("fields that an account never shows stay hidden after the stop", () => {
  const paypal = openPayPal();
  startPayPalDeviations(paypal, () => 0.1).stop();
  const [altered] = drawMany(paypal);
  expect(altered).toEqual(["no_payee_id", "no_payments", "unknown_fields"]);
});
