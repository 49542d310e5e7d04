import { expect, test } from "vitest";
import { awaitedFor, merchantReasons, pendingText } from "./pending-reason.ts";

test.each([
  ["ECHECK", /^Your bank is transferring the money to PayPal, which takes 3 to 6 business days/],
  [
    "TRANSACTION_APPROVED_AWAITING_FUNDING",
    /^PayPal has not received your transfer yet\. Please follow/,
  ],
  ["PENDING_REVIEW", /^PayPal is reviewing the payment/],
  ["RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION", /^We have to accept your payment at PayPal/],
  ["UNILATERAL", /^We have to accept/],
  ["VERIFICATION_REQUIRED", /^We have to accept/],
  ["INTERNATIONAL_WITHDRAWAL", /^We have to accept/],
  ["CHARGEBACK", /complaint/],
])("the payer's text for a payment held for %s says what it waits for", (reason, text) => {
  expect(pendingText(reason)).toMatch(text);
});

test.each([null, "", "OTHER", "REFUNDED", "SOMETHING_NEW", "constructor"])(
  "a payment held for %s has no text of its own",
  (reason) => {
    expect(pendingText(reason)).toBeNull();
    expect(awaitedFor(reason)).toBe("unknown");
  },
);

test("the merchant's reasons are those that wait for the merchant", () => {
  expect(merchantReasons.toSorted()).toEqual([
    "INTERNATIONAL_WITHDRAWAL",
    "RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION",
    "UNILATERAL",
    "VERIFICATION_REQUIRED",
  ]);
});
