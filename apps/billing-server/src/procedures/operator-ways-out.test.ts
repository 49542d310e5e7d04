import { describe, expect, test } from "vitest";
import type { RefundId } from "../domain/refund.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { capturedOrder, sampleOrder } from "../testing/sample-order.ts";
import { refundPayment } from "./refund-payment.ts";
import { retryOrder } from "./retry-order.ts";

const stuck = (changes: Parameters<typeof sampleOrder>[0] = {}) =>
  sampleOrder({ state: "needs_attention", problem: "For hours.", ...changes });
const money = { captureId: "C1", capturedCurrency: "USD", capturedAmount: 3100n };

describe("retryOrder", () => {
  test("collects the payment again, under a new key, while nothing was captured", async () => {
    const order = stuck();
    const store = createMemoryStore(order);
    const moved = await retryOrder({ store }, order.paypalOrderId);
    expect(moved).toMatchObject({ state: "approved", captureAttempt: order.captureAttempt + 1 });
    expect(store.applied).toMatchObject([{ job: "capture", cause: { by: "operator" } }]);
  });

  test("delivers again what was paid", async () => {
    const order = stuck(money);
    const store = createMemoryStore(order);
    expect(await retryOrder({ store }, order.paypalOrderId)).toMatchObject({ state: "captured" });
    expect(store.applied).toMatchObject([{ job: "deliver" }]);
  });

  test("refunds again when it was the refund that failed", async () => {
    const order = stuck(money);
    const store = createMemoryStore(order);
    const failed = {
      id: "R1" as RefundId,
      paypalRefundId: null,
      amount: null,
      kind: "refund",
    } as const;
    const refundsOf = async () => [{ ...failed, status: "failed" as const }];
    const moved = await retryOrder({ store: { ...store, refundsOf } }, order.paypalOrderId);
    expect(moved).toMatchObject({ state: "refunding" });
    expect(store.applied).toMatchObject([{ job: "refund" }]);
  });

  test("is not possible while a refund is under way", async () => {
    const order = stuck(money);
    const store = createMemoryStore(order);
    const pending = { id: "R1" as RefundId, paypalRefundId: "P1", amount: 3100n } as const;
    const refundsOf = async () => [
      { ...pending, kind: "refund" as const, status: "pending" as const },
    ];
    const retried = retryOrder({ store: { ...store, refundsOf } }, order.paypalOrderId);
    await expect(retried).rejects.toMatchObject({ code: "not_possible" });
    expect(store.applied).toEqual([]);
  });

  test("is not possible for an order in nobody's hands", async () => {
    const order = capturedOrder();
    const store = createMemoryStore(order);
    const retried = retryOrder({ store }, order.paypalOrderId);
    await expect(retried).rejects.toMatchObject({ code: "not_possible" });
    expect(store.applied).toEqual([]);
  });
});

describe("refundPayment", () => {
  const want = (order: ReturnType<typeof sampleOrder>, amount: bigint | null) => ({
    paypalOrderId: order.paypalOrderId,
    amount,
    reason: "As you asked.",
  });

  test.each([
    ["a part", 1000n],
    ["everything", null],
  ])("gives back %s of a provisioned order", async (_, amount) => {
    const order = sampleOrder({ state: "provisioned", ...money });
    const store = createMemoryStore(order);
    expect(await refundPayment({ store }, want(order, amount))).toMatchObject({
      state: "provisioned",
      problem: "As you asked.",
    });
    expect(store.applied).toMatchObject([{ job: "refund", event: { amount } }]);
  });

  test.each([
    [
      "more than is left",
      sampleOrder({ state: "provisioned", ...money, refundedAmount: 1n }),
      3100n,
    ],
    ["nothing", sampleOrder({ state: "provisioned", ...money }), 0n],
    ["an unpaid order", stuck(), null],
    ["an order on its way", capturedOrder({ ...money, delivery: "open" }), null],
  ])("is not possible for %s", async (_, order, amount) => {
    const store = createMemoryStore(order);
    const refunded = refundPayment({ store }, want(order, amount));
    await expect(refunded).rejects.toMatchObject({ code: "not_possible" });
    expect(store.applied).toEqual([]);
  });
});
