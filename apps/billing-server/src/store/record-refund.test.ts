import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OrderEvent } from "../domain/order-event.ts";
import type { Order } from "../domain/order.ts";
import type { Refund, PayPalRefund } from "../domain/refund.ts";
import type { OrderStore } from "../ports/order-store.ts";
import { sampleMoney, sampleOrder } from "../testing/sample-order.ts";
import {
  approved,
  captureCompleted,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { moneyReport } from "./money-report.ts";
import { createOrderStore } from "./order-store.ts";

let opened: StoreUnderTest;
let store: OrderStore;
beforeAll(async () => {
  opened = await openStoreUnderTest();
  store = opened.store;
});
afterAll(() => opened[Symbol.asyncDispose]());

const delivered: OrderEvent = { type: "delivered", webOrderId: 1 };
const refused: OrderEvent = {
  type: "delivery_refused",
  reason: "The payment was received, but your cluster could not be ordered.",
};
const wanted = (amount: bigint | null): OrderEvent => ({
  type: "refund_requested",
  amount,
  reason: "Our team decided to refund your payment.",
});

const provisioned = () => storedOrder(store, approved, captureCompleted(), delivered);
const refunding = () => storedOrder(store, approved, captureCompleted(), refused);

let serial = 0;
const seen = (amount: bigint, changes: Partial<PayPalRefund> = {}): PayPalRefund => ({
  paypalRefundId: `REFUND${(serial += 1)}`,
  refundId: null,
  amount,
  status: "completed",
  kind: "refund",
  ...changes,
});

const book = (order: Order, refund: PayPalRefund, by: "webhook" | "refund_job" = "webhook") =>
  store.recordRefund(order.id, refund, { by });

/** The payment of an order that was first read after this reversal. */
const takenBack = (reversal: PayPalRefund): OrderEvent => ({
  type: "capture_reversed",
  money: sampleMoney(sampleOrder(), { captureId: `TAKEN-BACK-${(serial += 1)}` }),
  refunds: [reversal],
  mismatch: null,
});

async function readOnlyRefund(order: Order): Promise<Refund> {
  const refunds = await store.listRefunds(order.id);
  expect(refunds).toHaveLength(1);
  return refunds[0] as Refund;
}

const newEvents = async (order: Order) =>
  (await store.auditEventsSince(order.id, order.version)).map(({ event }) => event);

describe("a requested refund", () => {
  test.each([
    ["a rejected delivery", () => refunding(), null],
    ["an operator, for a part", () => provisioned().then((it) => request(it, 200n)), 200n],
    ["an operator, for all of it", () => provisioned().then((it) => request(it, null)), null],
  ])("by %s is a row in the transition's transaction", async (_, make, amount) => {
    const order = await make();
    expect(await readOnlyRefund(order)).toEqual({
      id: expect.any(String),
      paypalRefundId: null,
      amount,
      status: "requested",
      kind: "refund",
      failureReason: null,
      failedAt: null,
    });
    expect(opened.queued.at(-1)).toMatchObject({ job: "refund", orderId: order.id });
  });

  test("of a capture that did not match is one as well", async () => {
    const money = { captureId: "MISMATCHED1", currency: "USD", amount: 100n };
    const event = {
      type: "capture_mismatched",
      money,
      reason: "The payment differs from the amount due.",
    } as const;
    const order = await storedOrder(store, approved, event);
    expect(order).toMatchObject({
      state: "refunding",
      capturedAmount: 100n,
      capturedCurrency: "USD",
    });
    expect(await readOnlyRefund(order)).toMatchObject({ status: "requested", amount: null });
  });

  test("leaves no row if the transition was rolled back", async () => {
    const order = await provisioned();
    const broken = createOrderStore(opened.database, {
      enqueue: () => Promise.reject(new Error("the queue is broken")),
      duplicateWindowMs: 0,
    });
    await expect(broken.apply(order, wanted(null), { by: "operator" })).rejects.toThrow();
    expect(await store.listRefunds(order.id)).toEqual([]);
    expect(await store.find(order.id)).toEqual(order);
  });

  async function request(order: Order, amount: bigint | null): Promise<Order> {
    const moved = await store.apply(order, wanted(amount), { by: "operator" });
    if (!moved) throw new Error("The refund was not taken.");
    return moved;
  }
});

describe("recordRefund", () => {
  test("2 + 3 = 5: a concurrent webhook and our own job leave one row each, and the right totals", async () => {
    for (let round = 0; round < 5; round += 1) {
      const requested = await provisioned();
      const order = await store.apply(requested, wanted(200n), { by: "operator" });
      const ours = await readOnlyRefund(requested);
      const two = seen(200n, { refundId: ours.id });
      const three = seen(300n);
      await Promise.all([
        book(requested, two, "refund_job"),
        book(requested, { ...two, refundId: null }),
        book(requested, three),
        book(requested, three),
      ]);
      const rows = await store.listRefunds(requested.id);
      const booked = rows.map(({ paypalRefundId, amount, status }) => ({
        paypalRefundId,
        amount,
        status,
      }));
      expect(booked.toSorted((a, b) => Number((a.amount ?? 0n) - (b.amount ?? 0n)))).toEqual([
        { paypalRefundId: two.paypalRefundId, amount: 200n, status: "completed" },
        { paypalRefundId: three.paypalRefundId, amount: 300n, status: "completed" },
      ]);
      expect(rows.find(({ amount }) => amount === 200n)?.id).toBe(ours.id);
      const now = await store.find(requested.id);
      expect(now).toMatchObject({ state: "provisioned", refundedAmount: 500n });
      expect(now?.version).toBe((order?.version ?? 0) + 2);
    }
  });

  test("ends the order when everything is refunded", async () => {
    const order = await refunding();
    const { id: refundId } = await readOnlyRefund(order);
    const moved = await book(order, seen(3_100n, { refundId }), "refund_job");
    expect(moved).toMatchObject({ state: "refunded", refundedAmount: 3_100n, reversedAmount: 0n });
    expect(await newEvents(order)).toEqual(["fully_refunded"]);
  });

  test("accepts duplicates without a change, a version or an event", async () => {
    const order = await provisioned();
    const refund = seen(200n);
    const first = await book(order, refund);
    for (let repeat = 0; repeat < 3; repeat += 1) expect(await book(order, refund)).toEqual(first);
    await readOnlyRefund(order);
    expect(await newEvents(order)).toEqual(["partly_refunded"]);
  });

  test("excludes a refund that waits for the bank from the totals until it completes", async () => {
    const order = await refunding();
    const { id: refundId } = await readOnlyRefund(order);
    const pending = seen(3_100n, { refundId, status: "pending" });
    expect(await book(order, pending)).toMatchObject({ state: "refunding", refundedAmount: 0n });
    expect(await readOnlyRefund(order)).toMatchObject({ status: "pending", id: refundId });
    const through = await book(order, { ...pending, status: "completed" });
    expect(through).toMatchObject({ state: "refunded", refundedAmount: 3_100n });
    // The older report arrives late: PayPal does not undo a final status.
    expect(await book(order, pending)).toEqual(through);
  });

  test("moves the order of a failed refund to manual review", async () => {
    const order = await refunding();
    const { id: refundId } = await readOnlyRefund(order);
    await book(order, seen(3_100n, { refundId, status: "failed" }));
    expect(await store.find(order.id)).toMatchObject({
      state: "needs_attention",
      refundedAmount: 0n,
      problem: expect.any(String),
    });
  });

  test("counts a refund made in PayPal's dashboard", async () => {
    const order = await provisioned();
    expect(await book(order, seen(100n))).toMatchObject({
      state: "provisioned",
      refundedAmount: 100n,
    });
    expect(await book(order, seen(3_000n))).toMatchObject({
      state: "refunded",
      refundedAmount: 3_100n,
    });
  });

  test("does not match a smaller refund in the dashboard to ours of all that remains", async () => {
    const order = await refunding();
    const ours = await readOnlyRefund(order);
    expect(await book(order, seen(200n))).toMatchObject({
      state: "refunding",
      refundedAmount: 200n,
    });
    const rows = await store.listRefunds(order.id);
    expect(rows.find(({ id }) => id === ours.id)?.status).toBe("requested");
    const rest = await book(order, seen(2_900n, { refundId: ours.id }), "refund_job");
    expect(rest).toMatchObject({ state: "refunded", refundedAmount: 3_100n });
    expect(await store.listRefunds(order.id)).toHaveLength(2);
  });

  test("matches our own by its amount if PayPal does not return our id", async () => {
    const order = await refunding();
    const ours = await readOnlyRefund(order);
    expect(await book(order, seen(3_100n))).toMatchObject({ state: "refunded" });
    expect(await readOnlyRefund(order)).toMatchObject({ id: ours.id, status: "completed" });
  });

  test("never counts a reversal as a refund", async () => {
    const order = await provisioned();
    const moved = await book(order, seen(3_100n, { kind: "reversal" }));
    expect(moved).toMatchObject({
      state: "needs_attention",
      refundedAmount: 0n,
      reversedAmount: 3_100n,
    });
    expect(await newEvents(order)).toEqual(["payment_reversed"]);
  });

  test("replaces a recorded refund that turns out to be a reversal, for good", async () => {
    const order = await provisioned();
    const listed = seen(3_100n);
    expect(await book(order, listed)).toMatchObject({ state: "refunded", refundedAmount: 3_100n });
    const reversed = await book(order, { ...listed, kind: "reversal" });
    expect(reversed).toMatchObject({
      state: "needs_attention",
      refundedAmount: 0n,
      reversedAmount: 3_100n,
    });
    // PayPal's own list shows both as refunds.
    expect(await book(order, listed)).toEqual(reversed);
  });

  test.each([
    ["closed", 3100n],
    ["settled_as_delivered", 100n],
  ] as const)(
    "does not change an order that an operator has %s if it is repeated",
    async (type, amount) => {
      const order = await provisioned();
      const reversal = seen(amount, { kind: "reversal" });
      await book(order, reversal);
      const held = (await store.find(order.id)) as Order;
      const ended = await store.apply(held, { type }, { by: "operator" });
      expect(ended?.state).toBe(type === "closed" ? "closed" : "provisioned");
      await book(order, reversal);
      expect(await store.find(order.id)).toEqual(ended);
    },
  );

  test("is recorded in one step with a payment that was first read as reversed", async () => {
    const order = await storedOrder(store, approved);
    const reversal = seen(3_100n, { kind: "reversal" });
    const held = await store.apply(order, takenBack(reversal), { by: "webhook" });
    expect(held).toMatchObject({ state: "needs_attention", reversedAmount: 3_100n });
    expect(await readOnlyRefund(order)).toMatchObject({ kind: "reversal", status: "completed" });
    expect(await book(order, reversal)).toEqual(held);
    const returned = await book(order, { ...reversal, status: "failed", isCancelled: true });
    expect(returned).toMatchObject({ state: "captured", reversedAmount: 0n });
    expect(await newEvents(order)).toEqual(["capture_reversed", "reversal_cancelled"]);
  });

  test("of a payment that was first read as reversed is not recorded if another order has it", async () => {
    const other = await provisioned();
    const reversal = seen(3_100n, { kind: "reversal" });
    await book(other, reversal);
    const order = await storedOrder(store, approved);
    const held = await store.apply(order, takenBack(reversal), { by: "webhook" });
    expect(held).toMatchObject({ state: "needs_attention", reversedAmount: 0n });
    expect(await book(order, reversal)).toMatchObject({ conflictingId: reversal.paypalRefundId });
    expect(await store.listRefunds(order.id)).toEqual([]);
  });

  test("of an unknown capture is left to a later report", async () => {
    const order = await storedOrder(store, approved);
    const refund = seen(100n);
    expect(await book(order, refund)).toBeNull();
    expect(await store.listRefunds(order.id)).toEqual([]);
    await store.apply(order, captureCompleted(), { by: "webhook" });
    expect(await book(order, refund)).toMatchObject({ refundedAmount: 100n });
  });

  test("is null for an unknown order", async () => {
    const stranger = { id: "00000000-0000-4000-8000-000000000000" } as Order;
    expect(await book(stranger, seen(100n))).toBeNull();
  });
});

test("a refund that another order has holds the order, once, and does not hide the order's own", async () => {
  const [first, second] = [await provisioned(), await provisioned()];
  const refund = seen(200n);
  await book(first, refund);
  const held = await book(second, refund);
  expect(held).toMatchObject({
    state: "needs_attention",
    refundedAmount: 0n,
    conflictingId: refund.paypalRefundId,
  });
  expect(await book(second, refund)).toEqual(held);
  expect(await newEvents(second)).toEqual(["conflict_found"]);
  expect(await book(second, seen(100n))).toMatchObject({ refundedAmount: 100n });
  expect(await store.find(first.id)).toMatchObject({ refundedAmount: 200n });
});

describe("failRefund", () => {
  test("marks a refund that PayPal rejected as failed, once, and reports it", async () => {
    const order = await refunding();
    const ours = await readOnlyRefund(order);
    const failed = await store.failRefund(order.id, ours, { by: "refund_job", debugId: "d1" });
    expect(failed).toMatchObject({ state: "needs_attention", problem: expect.any(String) });
    expect(await readOnlyRefund(order)).toMatchObject({ status: "failed" });
    expect(await store.failRefund(order.id, ours, { by: "refund_job" })).toEqual(failed);
    expect(await newEvents(order)).toEqual(["refund_failed"]);
  });

  test("does not change one that completed since", async () => {
    const order = await refunding();
    const ours = await readOnlyRefund(order);
    const refunded = await book(order, seen(3_100n, { refundId: ours.id }));
    expect(await store.failRefund(order.id, ours, { by: "refund_job" })).toEqual(refunded);
    expect(await readOnlyRefund(order)).toMatchObject({ status: "completed" });
  });

  test("is null for an unknown order", async () => {
    const order = await refunding();
    const ours = await readOnlyRefund(order);
    const unknownId = "00000000-0000-4000-8000-000000000000" as Order["id"];
    expect(await store.failRefund(unknownId, ours, { by: "refund_job" })).toBeNull();
    expect(await readOnlyRefund(order)).toMatchObject({ status: "requested" });
  });
});

describe("PayPal's reason for rejecting a refund", () => {
  const word = "REFUND_FAILED_INSUFFICIENT_FUNDS";

  test("is kept while the refund is retried, and cleared once PayPal has accepted it", async () => {
    const order = await refunding();
    await store.recordRefusal(await readOnlyRefund(order), word);
    expect(await readOnlyRefund(order)).toMatchObject({
      status: "requested",
      failureReason: word,
      failedAt: expect.any(Date),
    });
    expect(await store.find(order.id)).toEqual(order);
    await book(order, seen(3_100n));
    expect(await readOnlyRefund(order)).toMatchObject({
      status: "completed",
      failureReason: null,
      failedAt: null,
    });
  });

  test.each([
    ["of the last response", undefined, word],
    ["of the final failure", "REFUND_TIME_LIMIT_EXCEEDED", "REFUND_TIME_LIMIT_EXCEEDED"],
  ])("is the one %s when the refund has failed", async (_, failureReason, kept) => {
    const order = await refunding();
    const refund = await readOnlyRefund(order);
    await store.recordRefusal(refund, word);
    const failing = { id: refund.id, ...(failureReason ? { failureReason } : {}) };
    await store.failRefund(order.id, failing, { by: "refund_job" });
    await store.recordRefusal(refund, "LATE");
    expect(await readOnlyRefund(order)).toMatchObject({ status: "failed", failureReason: kept });
  });
});

test("what was refunded outside PayPal is a completed refund, and the ledger is balanced", async () => {
  const order = await refunding();
  const [ours] = await store.listRefunds(order.id);
  const failed = await store.failRefund(order.id, ours as Refund, { by: "refund_job" });
  if (!failed) throw new Error("It did not fail.");
  const event = { type: "paid_back_outside", amount: 3_100n } as const;
  const closed = await store.apply(failed, event, { by: "operator" });
  expect(closed).toMatchObject({ state: "closed", refundedAmount: 3_100n });
  expect(await store.listRefunds(order.id)).toMatchObject([
    { status: "failed" },
    { status: "completed", amount: 3_100n, paypalRefundId: null, kind: "refund" },
  ]);
  const books = await moneyReport(opened.database.db);
  for (const { faults, unaccounted } of books) expect([faults, unaccounted]).toEqual([0, 0n]);
});

test("listRefunds returns the oldest first, whatever their status", async () => {
  let order: Order | null = await provisioned();
  const amounts = [100n, 200n, 300n, 400n, 500n, 600n];
  for (const amount of amounts)
    order = order && (await store.apply(order, wanted(amount), { by: "operator" }));
  const { id } = order as Order;
  const [oldest] = await store.listRefunds(id);
  await store.failRefund(id, oldest as Refund, { by: "refund_job" });
  expect((await store.listRefunds(id)).map(({ amount }) => amount)).toEqual(amounts);
});
