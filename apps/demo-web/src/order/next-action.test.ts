import { describe, expect, test } from "vitest";
import { nextAction } from "./next-action.ts";

describe("nextAction", () => {
  test.each([
    ["awaiting_approval", "approve"],
    ["approved", "none"],
    ["capture_pending", "none"],
    ["captured", "none"],
    ["provisioned", "none"],
    ["capture_failed", "order-again"],
    ["expired", "order-again"],
    ["refunding", "none"],
    ["refunded", "order-again"],
    ["needs_attention", "none"],
  ] as const)("for an order %s is %s", (state, action) => {
    expect(nextAction(state, { isChecking: false })).toBe(action);
  });

  test("is nothing while PayPal is queried, so that no payment is made twice", () => {
    expect(nextAction("awaiting_approval", { isChecking: true })).toBe("none");
  });

  test.each(["awaiting_approval", "expired", "needs_attention"] as const)(
    "is the first order, never PayPal, for a duplicate that is %s",
    (state) => {
      const standing = { isChecking: false, isDuplicate: true } as const;
      expect(nextAction(state, standing)).toBe("first-order");
    },
  );

  test("is nothing for an order that is not loaded", () => {
    expect(nextAction(undefined, { isChecking: false })).toBe("none");
  });

  test("is a new order after a response that this one expired", () => {
    const standing = { isChecking: false, failed: "order_expired" } as const;
    expect(nextAction("awaiting_approval", standing)).toBe("order-again");
  });

  test.each(["unreachable", "paypal_timeout", "payment_mismatch"] as const)(
    "is nothing after %s, which does not concern the payer's approval",
    (failed) => {
      expect(nextAction("awaiting_approval", { isChecking: false, failed })).toBe("none");
    },
  );

  test.each(["order_not_approved", "payment_declined"] as const)(
    "is PayPal's approval again after %s",
    (failed) => {
      expect(nextAction("awaiting_approval", { isChecking: false, failed })).toBe("approve");
    },
  );
});
