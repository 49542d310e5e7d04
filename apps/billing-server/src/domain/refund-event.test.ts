import { describe, expect, test } from "vitest";
import { createMemoryStore } from "../testing/memory-store.ts";
import {
  capturedOrder,
  sampleMoney,
  provisionedOrder,
  sampleOrder,
} from "../testing/sample-order.ts";
import { refundRow, paypalRefund } from "../testing/sample-refund.ts";
import type { Cause } from "./audit-event.ts";
import type { OrderEvent } from "./order-event.ts";
import type { Order } from "./order.ts";
import { refundEvent, requestedRefund } from "./refund-event.ts";
import { matchRefund } from "./refund.ts";
import type { Refund } from "./refund.ts";

const through = (amount: bigint, changes: Partial<Refund> = {}) =>
  refundRow({ paypalRefundId: `R-${amount}`, amount, status: "completed", ...changes });
const reversal = (amount: bigint) => through(amount, { kind: "reversal" });
const refunding = (changes: Partial<Order> = {}) =>
  capturedOrder({ state: "refunding", ...changes });

describe("a refund is requested", () => {
  const reason = "The refund failed.";

  test.each<[OrderEvent, bigint | null]>([
    [{ type: "delivery_refused", reason }, null],
    [{ type: "capture_mismatched", money: sampleMoney(sampleOrder()), reason }, null],
    [{ type: "refund_requested", amount: null, reason }, null],
    [{ type: "refund_requested", amount: 200n, reason }, 200n],
  ])("by %o", (event, requested) => {
    expect(requestedRefund(event)).toEqual({ amount: requested, reason, status: "requested" });
  });

  test("by no event when the payer was refunded outside PayPal, but is still recorded as a row", () => {
    expect(requestedRefund({ type: "paid_back_outside", amount: 200n })).toMatchObject({
      amount: 200n,
      status: "completed",
    });
  });

  test("by nothing else", () => {
    const others: OrderEvent[] = [
      { type: "gave_up", reason },
      { type: "refund_failed", reason },
      { type: "delivery_retried" },
    ];
    expect(others.map(requestedRefund)).toEqual([null, null, null]);
  });
});

describe("a refund causes for its order", () => {
  test.each<[string, Order, readonly Refund[], object | null]>([
    [
      "a partial refund",
      provisionedOrder(),
      [through(200n)],
      { type: "partly_refunded", total: 200n },
    ],
    [
      "the sum of the parts",
      provisionedOrder({ refundedAmount: 200n }),
      [through(200n), through(300n)],
      { type: "partly_refunded", total: 500n },
    ],
    [
      "a cancelled reversal",
      provisionedOrder({ reversedAmount: 3100n }),
      [{ ...reversal(3100n), status: "failed" }],
      { type: "reversal_cancelled", total: 0n, refunded: 0n, isRefundUnderWay: false },
    ],
    [
      "one of two reversals cancelled, with a refund in progress",
      provisionedOrder({ reversedAmount: 300n, refundedAmount: 50n }),
      [{ ...reversal(200n), status: "failed" }, reversal(100n), through(50n), refundRow({})],
      { type: "reversal_cancelled", total: 100n, refunded: 50n, isRefundUnderWay: true },
    ],
    [
      "nothing for a reversal that was cancelled before it was recorded",
      provisionedOrder(),
      [{ ...reversal(3100n), status: "failed" }],
      null,
    ],
    ["a full refund", refunding(), [through(3100n)], { type: "fully_refunded", total: 3100n }],
    [
      "a full refund by the last part",
      refunding({ refundedAmount: 3000n }),
      [through(3000n), through(100n)],
      { type: "fully_refunded", total: 3100n },
    ],
    [
      "a full refund of what a reversal left",
      refunding({ reversedAmount: 3000n }),
      [reversal(3000n), through(100n)],
      { type: "fully_refunded", total: 100n },
    ],
    [
      "a partial refund while another one is requested",
      refunding(),
      [through(200n), refundRow({ amount: null })],
      { type: "partly_refunded", total: 200n },
    ],
    [
      "a partial refund while another one waits for the bank",
      refunding(),
      [through(200n), through(300n, { status: "pending" })],
      { type: "partly_refunded", total: 200n },
    ],
    [
      "a short refund if no other one is in progress",
      refunding(),
      [through(200n), through(300n, { status: "failed" })],
      { type: "refund_short", total: 200n },
    ],
    [
      "nothing while it waits for the bank",
      refunding(),
      [through(3100n, { status: "pending" })],
      null,
    ],
    [
      "nothing if the totals are recorded already",
      provisionedOrder({ refundedAmount: 200n }),
      [through(200n)],
      null,
    ],
    [
      "a reversal",
      provisionedOrder(),
      [reversal(3100n)],
      { type: "payment_reversed", total: 3100n, refunded: 0n },
    ],
    [
      "a reversal instead of a recorded refund",
      refunding({ state: "refunded", refundedAmount: 3100n }),
      [reversal(3100n)],
      { type: "payment_reversed", total: 3100n, refunded: 0n },
    ],
  ])("%s", (_, order, refunds, event) => {
    expect(refundEvent(order, refunds, paypalRefund())).toEqual(event);
  });

  test("a refund of a wrong payment whose reversal was cancelled, if none was requested", () => {
    const order = capturedOrder({
      state: "needs_attention",
      reversedAmount: 3100n,
      reversedFrom: "refunding",
      problemBeforeReversal: "The payment differs from the amount due.",
    });
    const returned = { ...reversal(3100n), status: "failed" } as const;
    const event = refundEvent(order, [returned], paypalRefund({ status: "failed" }));
    expect(event).toMatchObject({
      isRefundUnderWay: true,
      owedRefund: "The payment differs from the amount due.",
    });
    expect(event && requestedRefund(event)).toEqual({
      amount: null,
      reason: "The payment differs from the amount due.",
      status: "requested",
    });
    const failed = [through(3100n, { status: "failed" }), returned];
    expect(refundEvent(order, failed, paypalRefund({ status: "failed" }))).toEqual({
      type: "reversal_cancelled",
      total: 0n,
      refunded: 0n,
      isRefundUnderWay: false,
    });
  });

  test("nothing for our refund in progress if another one was cancelled", () => {
    const cancelled = paypalRefund({ amount: 3100n, status: "failed", isCancelled: true });
    const ours = through(3100n, { status: "requested", paypalRefundId: null });
    expect(matchRefund([ours], cancelled, 3100n)).toBeUndefined();
    const refunds = [ours, through(3100n, { status: "failed" })];
    expect(refundEvent(refunding(), refunds, cancelled)).toBeNull();
  });

  test("its failure", () => {
    const refunds = [through(3100n, { status: "failed" })];
    const event = refundEvent(refunding(), refunds, paypalRefund({ status: "failed" }));
    expect(event).toMatchObject({ type: "refund_failed" });
  });
});

describe("refunds of 2 and 3", () => {
  const five = sampleOrder({ amount: 500n });
  const order = provisionedOrder({ amount: 500n, capturedAmount: 500n });
  const webhook: Cause = { by: "webhook" };
  const job: Cause = { by: "refund_job" };
  const two = paypalRefund({ paypalRefundId: "R-2", amount: 200n });
  const three = paypalRefund({ paypalRefundId: "R-3", amount: 300n });

  async function setUp() {
    const store = createMemoryStore(order);
    const request = (amount: bigint | null) =>
      store.apply(
        store.row(order),
        { type: "refund_requested", amount, reason: "Our team decided to refund your payment." },
        job,
      );
    await request(200n);
    await request(300n);
    const [first, second] = await store.listRefunds(order.id);
    if (!first || !second) throw new Error("There are no refunds.");
    return { store, first, second };
  }

  test("make 5, whichever of a webhook and our own job comes first", async () => {
    for (const isWebhookFirst of [true, false]) {
      const { store, first, second } = await setUp();
      const ours = [
        () => store.recordRefund(order.id, { ...two, refundId: first.id }, job),
        () => store.recordRefund(order.id, { ...three, refundId: second.id }, job),
      ];
      // PayPal's event does not return our id.
      const theirs = [
        () => store.recordRefund(order.id, two, webhook),
        () => store.recordRefund(order.id, three, webhook),
      ];
      for (const report of isWebhookFirst ? [...theirs, ...ours] : [...ours, ...theirs])
        await report();
      const refunds = await store.listRefunds(order.id);
      expect(refunds.map(({ id, amount, status }) => ({ id, amount, status }))).toEqual([
        { id: first.id, amount: 200n, status: "completed" },
        { id: second.id, amount: 300n, status: "completed" },
      ]);
      expect(store.row(order)).toMatchObject({ state: "refunded", refundedAmount: 500n });
      const booked = store.applied.map(({ event }) => event.type);
      expect(booked.filter((type) => type.endsWith("refunded"))).toEqual([
        "partly_refunded",
        "fully_refunded",
      ]);
    }
  });

  test("make 5 too if one was made in PayPal's dashboard", async () => {
    const store = createMemoryStore(capturedOrder({ amount: 500n, capturedAmount: 500n }));
    await store.apply(
      store.row(five),
      {
        type: "delivery_refused",
        reason: "The payment was received, but your cluster could not be ordered.",
      },
      job,
    );
    const [ours] = await store.listRefunds(five.id);
    await store.recordRefund(five.id, { ...two, refundId: "elsewhere" as Refund["id"] }, webhook);
    expect(store.row(five)).toMatchObject({ state: "refunding", refundedAmount: 200n });
    await store.recordRefund(five.id, { ...three, refundId: ours?.id ?? null }, job);
    expect(store.row(five)).toMatchObject({ state: "refunded", refundedAmount: 500n });
    expect(await store.listRefunds(five.id)).toHaveLength(2);
  });

  test("of which only one was requested leave the rest to an operator", async () => {
    const store = createMemoryStore(capturedOrder({ amount: 500n, capturedAmount: 500n }));
    const event = {
      type: "refund_requested",
      amount: 200n,
      reason: "Our team decided to refund your payment.",
    } as const;
    await store.apply(store.row(five), event, { by: "operator" });
    await store.recordRefund(five.id, two, job);
    expect(store.row(five)).toMatchObject({ state: "needs_attention", refundedAmount: 200n });
  });
});
