import { formatMoney } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import type { Order } from "../../domain/order.ts";
import type { OrderStore } from "../../ports/order-store.ts";
import { noopTracer } from "../../ports/tracer.ts";
import { operatorAction } from "../../testing/callers.ts";
import { fakePayPal } from "../../testing/fake-paypal.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { capturedOrder, sampleOrder } from "../../testing/sample-order.ts";
import { refundRow, paypalRefund } from "../../testing/sample-refund.ts";
import { closeOrder } from "./close-order.ts";
import type { OperatorActionCall } from "./operator-action.ts";
import { refundPayment } from "./refund-payment.ts";
import { retryOrder } from "./retry-order.ts";

const stuck = (changes: Parameters<typeof sampleOrder>[0] = {}) =>
  sampleOrder({
    state: "needs_attention",
    problem: "The payment was received, but the cluster could not be ordered for hours.",
    ...changes,
  });
const on = (store: OrderStore) => ({ store, tracer: noopTracer });
const refundAction = (order: Order, amount: string | undefined) => {
  const { caller, input } = operatorAction(order);
  return { caller, input: { ...input, amount } };
};
const money = { captureId: "C1", capturedCurrency: "USD", capturedAmount: 3100n };

/** A paid order whose refund of this amount by an operator is in progress. */
async function refused(amount: bigint | null) {
  const order = capturedOrder(money);
  const store = createMemoryStore(order);
  const value = amount === null ? undefined : formatMoney(amount, "USD").value;
  await refundPayment(on(store), refundAction(order, value));
  return { store, order };
}

async function failRefunds(store: OrderStore, { id }: Order): Promise<void> {
  for (const refund of await store.listRefunds(id))
    await store.failRefund(id, refund, { by: "refund_job" });
}

describe("retryOrder", () => {
  test("captures again, under a new key, if nothing was captured", async () => {
    const order = stuck();
    const store = createMemoryStore(order);
    const moved = await retryOrder(on(store), operatorAction(order));
    expect(moved).toMatchObject({ state: "approved", captureAttempt: order.captureAttempt + 1 });
    expect(store.applied).toMatchObject([{ job: "capture", cause: { by: "operator" } }]);
  });

  test("delivers a paid order again", async () => {
    const order = stuck(money);
    const store = createMemoryStore(order);
    expect(await retryOrder(on(store), operatorAction(order))).toMatchObject({ state: "captured" });
    expect(store.applied).toMatchObject([{ job: "deliver" }]);
  });

  test.each([
    ["everything", null, null],
    ["the same part", 1000n, 1000n],
    ["no more than remains", 3100n, null],
  ])("requests a refund again that PayPal rejected: %s", async (_, requested, again) => {
    const { store, order } = await refused(requested);
    await store.recordRefund(order.id, paypalRefund({ amount: 100n }), { by: "webhook" });
    await failRefunds(store, order);
    const moved = await retryOrder(on(store), operatorAction(store.row(order)));
    expect(moved).toMatchObject({ state: "refunding" });
    expect(store.applied.at(-1)).toMatchObject({ job: "refund", event: { amount: again } });
  });

  test("delivers instead of repeating a refund that was made otherwise", async () => {
    const { store, order } = await refused(1000n);
    await failRefunds(store, order);
    await retryOrder(on(store), operatorAction(store.row(order)));
    const again = paypalRefund({ paypalRefundId: "R-2", amount: 1000n });
    const [, made] = await store.listRefunds(order.id);
    await store.recordRefund(order.id, { ...again, refundId: made?.id ?? null }, { by: "webhook" });
    expect(store.row(order)).toMatchObject({ state: "needs_attention", refundedAmount: 1000n });
    expect(await retryOrder(on(store), operatorAction(store.row(order)))).toMatchObject({
      state: "captured",
    });
    expect(await store.listRefunds(order.id)).toHaveLength(2);
  });

  test("is not possible during a refund", async () => {
    const order = stuck(money);
    const store = createMemoryStore(order);
    store.putRefunds(order.id, [refundRow({ status: "pending", paypalRefundId: "R-1" })]);
    const retried = retryOrder(on(store), operatorAction(order));
    await expect(retried).rejects.toMatchObject({ code: "not_possible" });
    expect(store.applied).toEqual([]);
  });

  test("is not possible for an order that is not in manual review", async () => {
    const order = capturedOrder();
    const store = createMemoryStore(order);
    const retried = retryOrder(on(store), operatorAction(order));
    await expect(retried).rejects.toMatchObject({ code: "not_possible" });
    expect(store.applied).toEqual([]);
  });
});

describe("refundPayment", () => {
  test.each([
    ["a part", "10.00", 1000n],
    ["everything", undefined, null],
  ])("refunds %s of a provisioned order", async (_, amount, minor) => {
    const order = sampleOrder({ state: "provisioned", ...money });
    const store = createMemoryStore(order);
    expect(await refundPayment(on(store), refundAction(order, amount))).toMatchObject({
      state: "provisioned",
    });
    const cause = { by: "operator", actor: "ada (u-1)", note: "asked on the phone" };
    expect(store.applied).toMatchObject([{ job: "refund", event: { amount: minor }, cause }]);
  });

  test.each([
    [
      "more than remains",
      sampleOrder({ state: "provisioned", ...money, refundedAmount: 1n }),
      "31.00",
    ],
    ["an unpaid order", stuck(), undefined],
    ["an order during its delivery", capturedOrder({ ...money, delivery: "open" }), undefined],
  ])("is not possible for %s", async (_, order, amount) => {
    const store = createMemoryStore(order);
    const refunded = refundPayment(on(store), refundAction(order, amount));
    await expect(refunded).rejects.toMatchObject({ code: "not_possible" });
    expect(store.applied).toEqual([]);
  });

  test.each([
    ["that much is requested already", [refundRow({ amount: 2200n })], "10.00"],
    ["all of it is requested already", [refundRow({ amount: null })], "0.01"],
    ["everything waits for the bank", [refundRow({ amount: 3100n, status: "pending" })], undefined],
  ] as const)("is not possible while %s", async (_, refunds, amount) => {
    const order = sampleOrder({ state: "provisioned", ...money });
    const store = createMemoryStore(order);
    store.putRefunds(order.id, refunds);
    const refunded = refundPayment(on(store), refundAction(order, amount));
    await expect(refunded).rejects.toMatchObject({ code: "not_possible" });
    expect(store.applied).toEqual([]);
  });

  test("refunds what other refunds leave", async () => {
    const order = sampleOrder({ state: "provisioned", ...money });
    const store = createMemoryStore(order);
    store.putRefunds(order.id, [refundRow({ amount: 2200n }), refundRow({ status: "failed" })]);
    await refundPayment(on(store), refundAction(order, "9.00"));
    expect(store.applied).toMatchObject([{ event: { amount: 900n } }]);
  });

  test.each(["0.00", "10.005", "ten"])("rejects %s, with the field", async (amount) => {
    const order = sampleOrder({ state: "provisioned", ...money });
    const refunded = refundPayment(on(createMemoryStore(order)), refundAction(order, amount));
    await expect(refunded).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path: "amount" }],
    });
  });
});

test.each([
  [
    "close",
    (store: OrderStore, call: OperatorActionCall) =>
      closeOrder({ ...on(store), paypal: fakePayPal() }, call),
  ],
  ["retry", (store: OrderStore, call: OperatorActionCall) => retryOrder(on(store), call)],
  ["refund", (store: OrderStore, call: OperatorActionCall) => refundPayment(on(store), call)],
])("a %s of an order that has changed since it was read changes nothing", async (_, act) => {
  const order = stuck(money);
  const store = createMemoryStore(order);
  const late = act(store, operatorAction({ ...order, version: order.version - 1 }));
  await expect(late).rejects.toMatchObject({ code: "not_possible" });
  expect(store.applied).toEqual([]);
});
