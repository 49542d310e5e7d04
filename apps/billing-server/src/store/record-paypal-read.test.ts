import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
import {
  approved,
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

const look = (order: Order, isFound: boolean, readAgainMs: number | null = null) =>
  store.recordPayPalRead(order, { isFound, readAgainMs });

async function dueInMs({ id }: Order): Promise<number> {
  const { rows } = await opened.database.pool.query<{ ms: number }>(
    "select (extract(epoch from due_at - now()) * 1000)::float8 as ms from orders where id = $1",
    [id],
  );
  return rows[0]?.ms ?? Number.NaN;
}

test("reads that did not find the order are counted until one does", async () => {
  const order = await storedOrder(store);
  await look(order, false);
  const once = await store.find(order.id);
  await look(order, false);
  const twice = await store.find(order.id);
  expect([once?.missingReads, twice?.missingReads]).toEqual([1, 2]);
  expect(once?.missingSince).toBeInstanceOf(Date);
  expect(twice?.missingSince).toEqual(once?.missingSince);
  await look(order, true);
  expect(await store.find(order.id)).toMatchObject({ missingReads: 0, missingSince: null });
});

test("a read makes an order due earlier, never later", async () => {
  const order = await storedOrder(store);
  await look(order, false, 120_000);
  const early = await dueInMs(order);
  expect(early).toBeLessThanOrEqual(120_000);
  await look(order, false, 3_600_000);
  expect(await dueInMs(order)).toBeLessThanOrEqual(early);
});

test("a read of an order that has changed since is not recorded", async () => {
  const order = await storedOrder(store);
  await store.apply(order, approved, { by: "webhook" });
  await look(order, false, 1_000);
  expect(await store.find(order.id)).toMatchObject({ state: "approved", missingReads: 0 });
  expect(await dueInMs(order)).toBeGreaterThan(1_000);
});
