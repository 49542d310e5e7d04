import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../domain/order.ts";
import {
  openStoreUnderTest,
  newOrder,
  storedAs,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

const userId = randomUUID();
const anyOrder = {
  userId,
  clusterName: undefined,
  createdFrom: undefined,
  createdBefore: undefined,
  after: null,
  limit: 10,
};

async function storeOrder(cluster_name: string, createdAt: string): Promise<Order> {
  const fresh = newOrder();
  const details = { ...fresh.details, user_id: userId, cluster_name };
  const order = await storedAs(opened.store, { ...fresh, details });
  await opened.database.pool.query("update orders set created_at = $2 where id = $1", [
    order.id,
    createdAt,
  ]);
  return order;
}

test("a user's orders are the newest first, in pages without a gap or a repetition", async () => {
  // Two within one millisecond, and two at the same moment.
  const times = ["10:00:00.0001", "10:00:00.0002", "10:00:01", "10:00:01", "09:00:00"];
  const stored: Order[] = [];
  for (const [index, time] of times.entries())
    stored.push(await storeOrder(`cluster-${index}`, `2026-03-01T${time}Z`));
  await storedAs(opened.store, newOrder());
  // As an earlier release stored it.
  await opened.database.pool.query("update orders set user_id = upper(user_id) where id = $1", [
    stored[4]?.id,
  ]);

  const whole = await opened.store.listOfUser(anyOrder);
  const names = whole.map(({ details }) => details.cluster_name);
  expect(new Set(names.slice(0, 2))).toEqual(new Set(["cluster-2", "cluster-3"]));
  expect(names.slice(2)).toEqual(["cluster-1", "cluster-0", "cluster-4"]);

  const paged: Order[] = [];
  for (;;) {
    const after = paged.at(-1)?.id ?? null;
    const page = await opened.store.listOfUser({ ...anyOrder, after, limit: 2 });
    if (page.length === 0) break;
    paged.push(...page);
  }
  expect(paged.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
  expect(await opened.store.listOfUser({ ...anyOrder, userId: randomUUID() })).toEqual([]);
});

test("orders are selected by cluster name and time", async () => {
  const noon = await storeOrder("at-noon", "2026-04-01T12:00:00Z");
  const named = await opened.store.listOfUser({ ...anyOrder, clusterName: "at-noon" });
  expect(named.map(({ id }) => id)).toEqual([noon.id]);
  const at = new Date("2026-04-01T12:00:00Z");
  const query = { ...anyOrder, createdFrom: at };
  expect((await opened.store.listOfUser(query)).map(({ id }) => id)).toEqual([noon.id]);
  const before = await opened.store.listOfUser({ ...anyOrder, createdBefore: at });
  expect(before.map(({ id }) => id)).not.toContain(noon.id);
});
