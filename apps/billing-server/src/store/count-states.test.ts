import { afterAll, beforeAll, expect, test } from "vitest";
import {
  approved,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { countStates } from "./count-states.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

test("counts the orders of each state, with the age of the oldest", async () => {
  const { store, database } = opened;
  await storedOrder(store);
  const [early, late] = [await storedOrder(store), await storedOrder(store)];
  for (const order of [early, late]) await store.apply(order, approved, { by: "approve" });
  await database.pool.query(
    "update orders set state_since = now() - interval '1 hour' where id = $1",
    [early.id],
  );
  const counts = await countStates(database.db);
  expect(counts.toSorted((a, b) => a.state.localeCompare(b.state))).toMatchObject([
    { state: "approved", orders: 2 },
    { state: "awaiting_approval", orders: 1 },
  ]);
  const waiting = counts.find(({ state }) => state === "approved");
  expect(waiting?.oldestSeconds).toBeGreaterThanOrEqual(3600);
});
