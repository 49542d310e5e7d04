import { describe, expect, test } from "vitest";
import type { Order } from "../../domain/order.ts";
import type { OrderStore } from "../../domain/order-store.ts";
import type { RefundId } from "../../domain/refund.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { capturedOrder, sampleOrder } from "../../testing/sample-order.ts";
import { refundRow } from "../../testing/sample-refund.ts";
import type { Act } from "./act.ts";
import { refundPayment } from "./refund-payment.ts";
import { retryOrder } from "./retry-order.ts";

const stuck = (changes: Parameters<typeof sampleOrder>[0] = {}) =>
  sampleOrder({ state: "needs_attention", problem: "For hours.", ...changes });
const actOn = ({ paypalOrderId, version }: Order) => ({
  paypalOrderId,
  version,
  actor: "ada (u-1)",
  note: "asked on the phone",
});
const money = { captureId: "C1", capturedCurrency: "USD", capturedAmount: 3100n };

describe("retryOrder", () => {
  test("collects the payment again, under a new key, while nothing was captured", async () => {
    const order = stuck();
    const store = createMemoryStore(order);
    const moved = await retryOrder(store, actOn(order));
    expect(moved).toMatchObject({ state: "approved", captureAttempt: order.captureAttempt + 1 });
    expect(store.applied).toMatchObject([{ job: "capture", cause: { by: "operator" } }]);
  });

  test("delivers again what was paid", async () => {
    const order = stuck(money);
    const store = createMemoryStore(order);
    expect(await retryOrder(store, actOn(order))).toMatchObject({ state: "captured" });
    expect(store.applied).toMatchObject([{ job: "deliver" }]);
  });

  test.each([
    ["everything", null],
    ["no more than the part that was asked for", 200n],
  ])("refunds %s again when it was the refund that failed", async (_, amount) => {
    const order = stuck(money);
    const store = createMemoryStore(order);
    store.putRefunds(order.id, [
      refundRow({ status: "completed", amount: 100n }),
      refundRow({ status: "failed", amount }),
    ]);
    expect(await retryOrder(store, actOn(order))).toMatchObject({ state: "refunding" });
    expect(store.applied).toMatchObject([{ job: "refund", event: { amount } }]);
  });

  test("delivers when the refund that failed was made up for later", async () => {
    const order = stuck({ ...money, refundedAmount: 200n });
    const store = createMemoryStore(order);
    store.putRefunds(order.id, [
      refundRow({ status: "failed" }),
      refundRow({ status: "completed", paypalRefundId: "R-2" }),
      refundRow({ status: "failed", kind: "reversal", paypalRefundId: "R-3" }),
    ]);
    expect(await retryOrder(store, actOn(order))).toMatchObject({ state: "captured" });
  });

  test("is not possible while a refund is under way", async () => {
    const order = stuck(money);
    const store = createMemoryStore(order);
    const pending = { id: "R1" as RefundId, paypalRefundId: "P1", amount: 3100n } as const;
    const refundsOf = async () => [
      { ...pending, kind: "refund" as const, status: "pending" as const },
    ];
    const retried = retryOrder({ ...store, refundsOf }, actOn(order));
    await expect(retried).rejects.toMatchObject({ code: "not_possible" });
    expect(store.applied).toEqual([]);
  });

  test("is not possible for an order in nobody's hands", async () => {
    const order = capturedOrder();
    const store = createMemoryStore(order);
    const retried = retryOrder(store, actOn(order));
    await expect(retried).rejects.toMatchObject({ code: "not_possible" });
    expect(store.applied).toEqual([]);
  });
});

describe("refundPayment", () => {
  test.each([
    ["a part", "10.00", 1000n],
    ["everything", undefined, null],
  ])("gives back %s of a provisioned order", async (_, amount, minor) => {
    const order = sampleOrder({ state: "provisioned", ...money });
    const store = createMemoryStore(order);
    expect(await refundPayment(store, { ...actOn(order), amount })).toMatchObject({
      state: "provisioned",
    });
    const cause = { by: "operator", actor: "ada (u-1)", note: "asked on the phone" };
    expect(store.applied).toMatchObject([{ job: "refund", event: { amount: minor }, cause }]);
  });

  test.each([
    [
      "more than is left",
      sampleOrder({ state: "provisioned", ...money, refundedAmount: 1n }),
      "31.00",
    ],
    ["an unpaid order", stuck(), undefined],
    ["an order on its way", capturedOrder({ ...money, delivery: "open" }), undefined],
  ])("is not possible for %s", async (_, order, amount) => {
    const store = createMemoryStore(order);
    const refunded = refundPayment(store, { ...actOn(order), amount });
    await expect(refunded).rejects.toMatchObject({ code: "not_possible" });
    expect(store.applied).toEqual([]);
  });

  test.each(["0.00", "10.005", "ten"])("refuses %s, naming the field", async (amount) => {
    const order = sampleOrder({ state: "provisioned", ...money });
    const refunded = refundPayment(createMemoryStore(order), { ...actOn(order), amount });
    await expect(refunded).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path: "amount" }],
    });
  });
});

test.each([
  ["retry", (store: OrderStore, act: Act) => retryOrder(store, act)],
  ["refund", (store: OrderStore, act: Act) => refundPayment(store, { ...act, amount: undefined })],
])("a %s of an order that moved since it was looked at changes nothing", async (_, act) => {
  const order = stuck(money);
  const store = createMemoryStore(order);
  const late = act(store, { ...actOn(order), version: order.version - 1 });
  await expect(late).rejects.toMatchObject({ code: "not_possible" });
  expect(store.applied).toEqual([]);
});
