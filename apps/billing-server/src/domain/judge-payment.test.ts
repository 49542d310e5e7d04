import { describe, expect, test } from "vitest";
import { completedAtPayPal, moneyOf, sampleOrder, seenAtPayPal } from "../testing/sample-order.ts";
import { judgeCapture, judgePayPalOrder } from "./judge-payment.ts";
import type { Capture, PayPalOrder } from "./paypal-gateway.ts";

const order = sampleOrder();
const captureId = "2GG279541U471931P";
const money = moneyOf(order);
const differs = "The payment differs from the 31.00 EUR due.";
const otherOrder = "The payment belongs to another order.";
const otherPayee = "The payment went to another payee.";

describe("an order at PayPal", () => {
  test.each(["CREATED", "SAVED", "PAYER_ACTION_REQUIRED"] as const)(
    "that is %s says nothing yet",
    (status) => {
      expect(judgePayPalOrder(order, seenAtPayPal(order, { status }))).toBeNull();
    },
  );

  test("that is VOIDED is gone", () => {
    const seen = seenAtPayPal(order, { status: "VOIDED" });
    expect(judgePayPalOrder(order, seen)).toEqual({ type: "order_gone" });
  });

  test("that is APPROVED was approved by the payer", () => {
    expect(judgePayPalOrder(order, seenAtPayPal(order))).toEqual({ type: "payer_approved" });
  });

  test.each<[string, Partial<PayPalOrder>, string]>([
    ["a cent too little", { amount: 3099n }, differs],
    ["a cent too much", { amount: 3101n }, differs],
    ["another currency", { currency: "USD" }, differs],
    ["another order's id", { customId: "another" }, otherOrder],
    ["an empty id", { customId: "" }, otherOrder],
    ["another payee", { payeeMerchantId: "THIEF000000001" }, otherPayee],
  ])("that is APPROVED with %s is refused before anything is taken", (_, changes, reason) => {
    expect(judgePayPalOrder(order, seenAtPayPal(order, changes))).toEqual({
      type: "payment_refused",
      reason,
    });
  });

  test.each<[string, Partial<PayPalOrder>]>([
    ["amount", { amount: null }],
    ["currency", { currency: null }],
    ["id of ours", { customId: null }],
    ["payee", { payeeMerchantId: null }],
  ])("that is APPROVED without %s is checked again on its capture", (_, changes) => {
    const event = judgePayPalOrder(order, seenAtPayPal(order, changes));
    expect(event).toEqual({ type: "payer_approved" });
  });

  test("whose payee we never learned is not held against it", () => {
    const unknown = sampleOrder({ payeeMerchantId: null });
    const seen = seenAtPayPal(unknown, { payeeMerchantId: "SHOP0000000001" });
    expect(judgePayPalOrder(unknown, seen)).toEqual({ type: "payer_approved" });
  });

  test("that is COMPLETED without its capture says nothing yet", () => {
    const seen = seenAtPayPal(order, { status: "COMPLETED" });
    expect(judgePayPalOrder(order, seen)).toBeNull();
  });
});

describe("a COMPLETED order", () => {
  test.each([
    ["COMPLETED", { type: "capture_completed", money, approvalStatus: "COMPLETED" }],
    [
      "PENDING",
      { type: "capture_pending", money, pendingReason: null, approvalStatus: "COMPLETED" },
    ],
    ["DECLINED", { type: "capture_declined", captureId, reason: "PayPal declined the payment." }],
    ["FAILED", { type: "capture_declined", captureId, reason: "PayPal declined the payment." }],
    [
      "REFUNDED",
      { type: "capture_mismatched", money, reason: "The payment was already refunded at PayPal." },
    ],
    // What was kept of it pays for the cluster; the refund is booked beside it.
    ["PARTIALLY_REFUNDED", { type: "capture_completed", money, approvalStatus: "COMPLETED" }],
  ] as const)("with a %s capture is judged by the capture", (status, event) => {
    expect(judgePayPalOrder(order, completedAtPayPal(order, { status }))).toEqual(event);
  });

  test.each<[string, Partial<Capture>, string]>([
    ["a cent too little", { amount: 3099n }, differs],
    ["a cent too much", { amount: 3101n }, differs],
    ["nothing", { amount: 0n }, differs],
    ["another currency", { currency: "USD" }, differs],
    ["another order's id", { customId: "another" }, otherOrder],
  ])("whose capture has %s is a mismatch of just that money", (_, changes, reason) => {
    const seen = completedAtPayPal(order, changes);
    const { amount = order.amount, currency = order.currency } = changes;
    expect(judgePayPalOrder(order, seen)).toEqual({
      type: "capture_mismatched",
      money: { captureId, amount, currency },
      reason,
    });
  });

  test.each<[string, Partial<Capture>]>([
    ["another amount", { amount: 1n }],
    ["another currency", { currency: "USD" }],
    ["another order's id", { customId: "another" }],
  ])("whose pending capture has %s is held: there is nothing to give back yet", (_, changes) => {
    const seen = completedAtPayPal(order, { ...changes, status: "PENDING" });
    expect(judgePayPalOrder(order, seen)?.type).toBe("capture_pending");
  });

  test.each(["COMPLETED", "PENDING", "REFUNDED"] as const)(
    "whose %s capture has no readable amount says nothing until it has",
    (status) => {
      const seen = completedAtPayPal(order, { amount: null, status });
      expect(judgePayPalOrder(order, seen)).toBeNull();
    },
  );

  test("that paid another payee is a mismatch", () => {
    const seen = { ...completedAtPayPal(order), payeeMerchantId: "THIEF000000001" };
    expect(judgePayPalOrder(order, seen)).toEqual({
      type: "capture_mismatched",
      money,
      reason: otherPayee,
    });
  });

  test("is judged by its capture's amount, not by what was asked for", () => {
    const seen = { ...completedAtPayPal(order, { amount: 1n }), amount: 3100n };
    expect(judgePayPalOrder(order, seen)?.type).toBe("capture_mismatched");
    const asked = { ...completedAtPayPal(order), amount: 1n };
    expect(judgePayPalOrder(order, asked)?.type).toBe("capture_completed");
  });

  test("without our id on its capture is checked by the order's own", () => {
    const seen = { ...completedAtPayPal(order, { customId: null }), customId: "another" };
    expect(judgePayPalOrder(order, seen)).toMatchObject({ reason: otherOrder });
    const right = completedAtPayPal(order, { customId: null });
    expect(judgePayPalOrder(order, right)?.type).toBe("capture_completed");
  });

  test.each(["JPY", "HUF", "TWD"])("in %s is compared and named in whole units", (currency) => {
    const whole = sampleOrder({ currency, amount: 3100n });
    expect(judgePayPalOrder(whole, completedAtPayPal(whole))).toMatchObject({
      type: "capture_completed",
      money: { currency, amount: 3100n },
    });
    expect(judgePayPalOrder(whole, completedAtPayPal(whole, { amount: 31n }))).toMatchObject({
      type: "capture_mismatched",
      reason: `The payment differs from the 3100 ${currency} due.`,
    });
  });

  test("does not change what the payer was told first", () => {
    const told = sampleOrder({ state: "approved", approvalStatus: "APPROVED" });
    expect(judgePayPalOrder(told, completedAtPayPal(told))).toEqual({
      type: "capture_completed",
      money,
    });
  });
});

describe("the answer to a capture", () => {
  test("without a capture in it says nothing", () => {
    expect(judgeCapture(order, seenAtPayPal(order, { status: "COMPLETED" }))).toBeNull();
  });

  test("counts by its capture, whatever the order's status", () => {
    const seen = { ...completedAtPayPal(order), status: "APPROVED" } as const;
    expect(judgeCapture(order, seen)).toEqual({ type: "capture_completed", money });
  });
});
