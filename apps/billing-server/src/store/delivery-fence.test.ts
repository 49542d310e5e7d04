import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Order } from "../domain/order.ts";
import type { OrderStore } from "../domain/order-store.ts";
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

const graceMs = 20_000;
const paid = () => storedOrder(store, approved, captureCompleted());

async function begun(order: Order, grace = graceMs): Promise<Order> {
  const open = await store.beginDelivery(order, grace);
  if (!open) throw new Error("The delivery was fenced off.");
  return open;
}

const age = (order: Order, seconds: number) =>
  opened.database.pool.query(
    "update orders set delivery_started_at = now() - $2 * interval '1 second' where id = $1",
    [order.id, seconds],
  );

describe("beginDelivery", () => {
  test("marks the delivery as open before anything is sent", async () => {
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

  test("lets one of ten at once begin", async () => {
    const order = await paid();
    const all = Array.from({ length: 10 }, () => store.beginDelivery(order, graceMs));
    const winners = (await Promise.all(all)).filter((it) => it !== null);
    expect(winners).toHaveLength(1);
    expect((await store.find(order.id))?.deliveryAttempt).toBe(1);
  });

  test("stops one who read the order before another delivery began, however long ago", async () => {
    const order = await paid();
    await age(await begun(order), 3_600);
    expect(await store.beginDelivery(order, graceMs)).toBeNull();
  });

  test("waits for an open delivery as long as the grace, by the database's clock", async () => {
    const open = await begun(await paid());
    await age(open, 19);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    try {
      expect(await store.beginDelivery(open, graceMs)).toBeNull();
    } finally {
      vi.useRealTimers();
    }
    await age(open, 21);
    expect(await store.beginDelivery(open, graceMs)).toMatchObject({ deliveryAttempt: 2 });
  });

  test.each(["none", "answered"] as const)(
    "need not wait for one that ended as %s",
    async (trace) => {
      const open = await begun(await paid());
      await store.endDelivery(open, trace);
      const ended = await store.find(open.id);
      expect(ended).toEqual({ ...open, delivery: trace });
      expect(await store.beginDelivery(ended ?? open, graceMs)).toMatchObject({
        delivery: "open",
        deliveryAttempt: 2,
      });
    },
  );

  test("refuses an order that is not paid, or delivered already", async () => {
    expect(await store.beginDelivery(await storedOrder(store, approved), 0)).toBeNull();
    const order = await paid();
    const open = await begun(order);
    await store.apply(open, { type: "delivered", webOrderId: 1 }, { by: "deliver_job" });
    expect(await store.beginDelivery(open, 0)).toBeNull();
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

test("an open delivery does not keep its outcome from being written", async () => {
  const open = await begun(await paid());
  const event = { type: "delivered", webOrderId: 7 } as const;
  expect(await store.apply(open, event, { by: "deliver_job" })).toMatchObject({
    state: "provisioned",
    webOrderId: 7,
  });
});
