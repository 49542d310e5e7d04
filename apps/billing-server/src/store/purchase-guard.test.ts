import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NewOrder, Order, OrderId } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
import { paypalRefund } from "../testing/sample-refund.ts";
import {
  approved,
  captureCompleted,
  captured,
  newOrder,
  openStoreUnderTest,
  storedAs,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";

let opened: StoreUnderTest;
let store: OrderStore;
beforeAll(async () => {
  opened = await openStoreUnderTest();
  store = opened.store;
});
afterAll(() => opened[Symbol.asyncDispose]());

const reason = "PayPal declined the payment.";
const delivered = { type: "delivered", webOrderId: 1 } as const;
const pending = { type: "capture_pending", money: captured() } as const;
const approve = (order: Order) => store.apply(order, approved, { by: "approve" });
const capture = (order: Order) => store.apply(order, captureCompleted(), { by: "webhook" });

/** Two unpaid orders of one user for one cluster name. */
async function twins(second: Partial<NewOrder["details"]> = {}): Promise<[Order, Order]> {
  const { details } = newOrder();
  return [
    await storedAs(store, newOrder({ details })),
    await storedAs(store, newOrder({ details: { ...details, ...second } })),
  ];
}

const refusedFor = (first: Pick<Order, "paypalOrderId"> | undefined) => ({
  state: "expired",
  firstOrderId: first?.paypalOrderId,
});

async function must(step: Promise<Order | null>): Promise<Order> {
  const order = await step;
  if (!order) throw new Error("The event did not apply.");
  return order;
}

describe("two orders of one user for one cluster name", () => {
  test("approved concurrently: one is approved, and the other ends with its id, without a job", async () => {
    for (let round = 0; round < 5; round += 1) {
      const moved = await Promise.all((await twins()).map((order) => must(approve(order))));
      const [ended, won] = moved.toSorted((a, b) => (a.state > b.state ? -1 : 1));
      expect(won).toMatchObject({ state: "approved", firstOrderId: null });
      expect(ended).toMatchObject(refusedFor(won));
      const steps = await store.auditEventsSince(ended?.id as OrderId, 1);
      expect(steps.map(({ event }) => event)).toEqual(["purchase_refused"]);
      expect(opened.queued.filter(({ orderId }) => orderId === ended?.id)).toEqual([]);
    }
  });

  test("one that ended is never approved, whatever happens to the first", async () => {
    const [first, second] = await twins();
    const paying = await must(approve(first));
    const ended = await must(approve(second));
    const declined = { type: "capture_declined", captureId: null, reason } as const;
    await must(store.apply(paying, declined, { by: "webhook" }));
    expect(await approve(ended)).toBeNull();
    expect(await store.find(second.id)).toEqual(ended);
  });

  test("a payment of one that ended revives it once the name is free", async () => {
    const [first, second] = await twins();
    const paid = await must(capture(await must(approve(first))));
    const ended = await must(approve(second));
    await must(store.apply(paid, { type: "fully_refunded", total: 3_100n }, { by: "operator" }));
    expect(await capture(ended)).toMatchObject({ state: "captured", firstOrderId: null });
  });

  test("the second captured by the browser: its payment is held, without a job", async () => {
    const [first, second] = await twins();
    await must(capture(await must(approve(first))));
    const money = captured();
    const event = { type: "capture_completed", money, approvalStatus: "COMPLETED" } as const;
    const held = await must(store.apply(second, event, { by: "approve" }));
    expect(held).toMatchObject({
      state: "needs_attention",
      captureId: money.captureId,
      capturedAmount: 3_100n,
      capturedCurrency: "EUR",
      approvalStatus: "COMPLETED",
      firstOrderId: first.paypalOrderId,
      paidAt: expect.any(Date),
      problem: expect.stringContaining("already paid"),
    });
    const [, step] = await store.auditEventsSince(second.id, 0);
    expect(step?.event).toBe("duplicate_paid");
    expect(opened.queued.filter(({ orderId }) => orderId === second.id)).toEqual([]);
  });

  test("both captured by browsers concurrently: one is delivered, one is held", async () => {
    for (let round = 0; round < 5; round += 1) {
      const pair = await twins();
      const moved = await Promise.all(pair.map((order) => must(capture(order))));
      expect(moved.map(({ state }) => state).toSorted()).toEqual(["captured", "needs_attention"]);
    }
  });

  test("a payment of the second in manual review is held", async () => {
    const [first, second] = await twins();
    const given = await must(store.apply(second, { type: "gave_up", reason }, { by: "sweep" }));
    await must(capture(first));
    const held = await must(capture(given));
    expect(held).toMatchObject({ state: "needs_attention", capturedAmount: 3_100n });
  });

  test("an operator may deliver the held one as well", async () => {
    const [first, second] = await twins();
    await must(capture(first));
    const held = await must(capture(second));
    const retried = await store.apply(held, { type: "delivery_retried" }, { by: "operator" });
    expect(retried?.state).toBe("captured");
    expect(opened.queued.at(-1)).toEqual({ job: "deliver", orderId: second.id, isRetry: true });
  });

  test("refunds of one that an operator delivered as well are recorded", async () => {
    const [first, second] = await twins();
    await must(capture(first));
    const held = await must(capture(second));
    const retry = { type: "delivery_retried" } as const;
    const retried = await must(store.apply(held, retry, { by: "operator" }));
    const dispute = { type: "dispute_opened", disputeId: "PP-D-1" } as const;
    expect(await store.apply(retried, dispute, { by: "webhook" })).toMatchObject({
      state: "captured",
      openDisputes: ["PP-D-1"],
    });
    await store.recordRefund(second.id, paypalRefund(), { by: "webhook" });
    expect(await store.find(second.id)).toMatchObject({ refundedAmount: 200n });
  });

  test("a refund of the held one does not release the first one's name", async () => {
    const [first, second] = await twins();
    await must(capture(first));
    const held = await must(capture(second));
    await must(store.apply(held, { type: "fully_refunded", total: 3_100n }, { by: "operator" }));
    const third = await storedAs(store, newOrder({ details: first.details }));
    expect(await approve(third)).toMatchObject(refusedFor(first));
  });

  test("the second may be paid after the window", async () => {
    await using brief = await openStoreUnderTest({ duplicateWindowMs: 0 });
    const { details } = newOrder();
    await storedAs(brief.store, newOrder({ details }), approved, captureCompleted(), delivered);
    const second = await storedAs(brief.store, newOrder({ details }), approved);
    expect(second.state).toBe("approved");
  });

  test("the second is not captured after the window either, if it was created before", async () => {
    await using brief = await openStoreUnderTest({ duplicateWindowMs: 0 });
    const { details } = newOrder();
    const second = await storedAs(brief.store, newOrder({ details }));
    const first = newOrder({ details });
    await storedAs(brief.store, first, approved, captureCompleted(), delivered);
    const approval = await brief.store.apply(second, approved, { by: "sweep" });
    expect(approval).toMatchObject(refusedFor(first));
  });

  test("the second waits without end while the first is undecided", async () => {
    await using brief = await openStoreUnderTest({ duplicateWindowMs: 0 });
    for (const events of [
      [approved],
      [approved, pending],
      [approved, captureCompleted()],
      [approved, captureCompleted(), { type: "gave_up", reason }],
    ] as const) {
      const { details } = newOrder();
      const first = newOrder({ details });
      await storedAs(brief.store, first, ...events);
      const second = await storedAs(brief.store, newOrder({ details }));
      const approval = await brief.store.apply(second, approved, { by: "approve" });
      expect(approval).toMatchObject(refusedFor(first));
    }
  });

  test.each([
    [
      "the payer has to approve again",
      [{ type: "approval_needed", refusal: "declined", reason: "PayPal declined the payment." }],
    ],
    [
      "the capture is declined",
      [
        {
          type: "capture_declined",
          captureId: null,
          reason: "The payment was received, but your cluster could not be ordered.",
        },
      ],
    ],
    ["everything is refunded", [captureCompleted(), { type: "fully_refunded", total: 3_100n }]],
  ] as const)("the second may be paid if %s", async (_, events) => {
    const [first, second] = await twins();
    let order = await must(approve(first));
    for (const event of events) order = await must(store.apply(order, event, { by: "webhook" }));
    expect(await approve(second)).toMatchObject({ state: "approved" });
  });

  test("the second may be paid if the first's payment was reversed", async () => {
    const [first, second] = await twins();
    const paid = await must(capture(first));
    await must(store.apply(paid, { type: "payment_reversed", total: 3_100n }, { by: "webhook" }));
    expect(await approve(second)).toMatchObject({ state: "approved" });
  });

  test("the second's payment that PayPal holds is awaited, and held here when it completes", async () => {
    const [first, second] = await twins();
    await must(capture(first));
    const money = captured();
    const waiting = await must(
      store.apply(second, { type: "capture_pending", money }, { by: "webhook" }),
    );
    expect(waiting.state).toBe("capture_pending");
    const held = await must(capture(waiting));
    expect(held).toMatchObject({
      state: "needs_attention",
      problem: expect.stringContaining("already"),
    });
  });

  test("one that expired unpaid reserves no name, and ends because of the one that did", async () => {
    const [first, second] = await twins();
    const expired = await must(store.apply(first, { type: "order_gone" }, { by: "sweep" }));
    await must(approve(second));
    expect(await approve(expired)).toMatchObject(refusedFor(second));
  });
});

describe("the reserved name", () => {
  test("is the user's, in any case of the id", async () => {
    const [first, second] = await twins();
    await must(approve(first));
    const shouted = { ...second.details, user_id: second.details.user_id.toUpperCase() };
    const third = await storedAs(store, newOrder({ details: shouted }));
    expect(await approve(third)).toMatchObject(refusedFor(first));
  });

  test.each([
    ["another name", { cluster_name: "red-lake" }],
    ["another user", { user_id: "11111111-2222-3333-4444-555555555555" }],
  ])("does not cover %s", async (_, other) => {
    const [first, second] = await twins(other);
    expect(await approve(first)).toMatchObject({ state: "approved" });
    expect(await approve(second)).toMatchObject({ state: "approved" });
  });

  test("is kept by its own order in every state", async () => {
    const order = await storedOrder(store, approved, captureCompleted(), delivered);
    expect(order.state).toBe("provisioned");
    const { rows } = await opened.database.pool.query(
      "select order_id, held_until < now() + interval '10 minutes' as soon from purchases where order_id = $1",
      [order.id],
    );
    expect(rows).toEqual([{ order_id: order.id, soon: true }]);
  });
});
