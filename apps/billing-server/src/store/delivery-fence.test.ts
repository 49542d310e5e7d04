import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Order } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
import {
  approved,
  captureCompleted,
  openStoreUnderTest,
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

const paid = () => storedOrder(store, approved, captureCompleted());

async function begun(order: Order): Promise<Order> {
  const open = await store.beginDelivery(order);
  if (!open) throw new Error("The delivery was fenced off.");
  return open;
}

const age = (order: Order, seconds: number) =>
  opened.database.pool.query(
    "update orders set delivery_started_at = now() - $2 * interval '1 second' where id = $1",
    [order.id, seconds],
  );

describe("beginDelivery", () => {
  test("stores the delivery as open before anything is sent", async () => {
    const order = await paid();
    const open = await begun(order);
    expect(open).toEqual({
      ...order,
      delivery: "open",
      deliveryAttempt: 1,
      deliveryStartedAt: expect.any(Date),
    });
    expect(await store.find(order.id)).toEqual(open);
  });

  test("lets one of ten concurrent attempts start", async () => {
    const order = await paid();
    const all = Array.from({ length: 10 }, () => store.beginDelivery(order));
    const winners = (await Promise.all(all)).filter((it) => it !== null);
    expect(winners).toHaveLength(1);
    expect((await store.find(order.id))?.deliveryAttempt).toBe(1);
  });

  test("rejects an order that was read before another delivery started, however long ago", async () => {
    const order = await paid();
    await age(await begun(order), 3_600);
    expect(await store.beginDelivery(order)).toBeNull();
  });

  test.each(["none", "answered"] as const)(
    "starts again after one that ended as %s",
    async (trace) => {
      const open = await begun(await paid());
      await store.endDelivery(open, trace);
      const ended = await store.find(open.id);
      expect(ended).toEqual({ ...open, delivery: trace });
      expect(await store.beginDelivery(ended ?? open)).toMatchObject({
        delivery: "open",
        deliveryAttempt: 2,
      });
    },
  );

  test("rejects an order that is not paid, or delivered already", async () => {
    expect(await store.beginDelivery(await storedOrder(store, approved))).toBeNull();
    const order = await paid();
    const open = await begun(order);
    await store.apply(open, { type: "delivered", webOrderId: 1 }, { by: "deliver_job" });
    expect(await store.beginDelivery(open)).toBeNull();
  });
});

describe("a delivery of an order with the user id as an earlier release stored it", () => {
  const user = "ABCDEF01-2222-3333-4444-555555555555";
  const typed = (order: Order, columns: string) =>
    opened.database.pool.query(`update orders set user_id = $2, ${columns} where id = $1`, [
      order.id,
      user,
    ]);

  test("sends the user id in lower case, and stores it so", async () => {
    const order = await paid();
    await typed(order, "monitoring_storage = 0");
    const read = await store.find(order.id);
    expect(read).toMatchObject({ userIdAtWebOrder: user });
    expect(read?.details.user_id).toBe(user.toLowerCase());
    expect(await begun(read ?? order)).toMatchObject({
      details: { user_id: user.toLowerCase() },
      userIdAtWebOrder: user.toLowerCase(),
    });
  });

  test("that may have arrived is looked up with the id that was sent", async () => {
    const open = await begun(await paid());
    await typed(open, "delivery = 'open'");
    expect(await store.find(open.id)).toMatchObject({
      details: { user_id: user.toLowerCase() },
      userIdAtWebOrder: user,
    });
  });

  test("has no monitoring storage that was not paid for", async () => {
    const order = await paid();
    await typed(order, "monitoring_storage = 1000000");
    const read = await store.find(order.id);
    expect(read?.details).toMatchObject({ has_monitoring: false, monitoring_storage: 0 });
    expect((await begun(read ?? order)).details.monitoring_storage).toBe(0);
  });
});

describe("endDelivery", () => {
  test("does not touch a later attempt", async () => {
    const first = await begun(await paid());
    await age(first, 60);
    const second = await begun(first);
    await store.endDelivery(first, "none");
    expect(await store.find(first.id)).toEqual(second);
  });
});

describe("deliveryAgeMs", () => {
  test("uses the database's clock", async () => {
    const open = await begun(await paid());
    await age(open, 300);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    try {
      const ageMs = await store.deliveryAgeMs(open);
      expect(ageMs).toBeGreaterThanOrEqual(300_000);
      expect(ageMs).toBeLessThan(3_600_000);
    } finally {
      vi.useRealTimers();
    }
  });

  test("is null for an order whose delivery never started", async () => {
    expect(await store.deliveryAgeMs(await paid())).toBeNull();
  });
});

describe("a started delivery", () => {
  test("rejects events based on an earlier read: an operator's refund, a dead letter, a dispute", async () => {
    const order = await paid();
    const open = await begun(order);
    for (const event of [
      {
        type: "refund_requested",
        amount: null,
        reason: "Our team decided to refund your payment.",
      },
      {
        type: "gave_up",
        reason: "The payment was received, but the cluster could not be ordered for hours.",
      },
      { type: "dispute_opened", disputeId: "PP-D-1" },
    ] as const)
      expect(await store.apply(order, event, { by: "operator" })).toBeNull();
    expect(await store.find(order.id)).toEqual(open);
    expect(await store.listRefunds(order.id)).toEqual([]);
  });

  test("rejects a refund while it is open, even if the order was read after the start", async () => {
    const open = await begun(await paid());
    const refund = {
      type: "refund_requested",
      amount: null,
      reason: "Our team decided to refund your payment.",
    } as const;
    expect(await store.apply(open, refund, { by: "operator" })).toBeNull();
  });

  test("competes with a refund: exactly one of the two is written", async () => {
    for (let round = 0; round < 10; round += 1) {
      const order = await paid();
      const refund = {
        type: "refund_requested",
        amount: null,
        reason: "Our team decided to refund your payment.",
      } as const;
      const [refunding, open] = await Promise.all([
        store.apply(order, refund, { by: "operator" }),
        store.beginDelivery(order),
      ]);
      expect([refunding, open].filter((won) => won !== null)).toHaveLength(1);
    }
  });
});

test("an open delivery does not prevent recording its outcome", async () => {
  const open = await begun(await paid());
  const event = { type: "delivered", webOrderId: 7 } as const;
  expect(await store.apply(open, event, { by: "deliver_job" })).toMatchObject({
    state: "provisioned",
    webOrderId: 7,
  });
});
