import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrderEvent } from "../domain/order-event.ts";
import {
  approved,
  captureCompleted,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { countDisputed } from "./count-disputed.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

const dispute = (type: "dispute_opened" | "dispute_closed", disputeId: string): OrderEvent => ({
  type,
  disputeId,
});

test("counts each order once while any of its disputes is open", async () => {
  const { store, database } = opened;
  const count = () => countDisputed(database.db);
  await storedOrder(store, approved, captureCompleted());
  expect(await count()).toBe(0);
  let order = await storedOrder(
    store,
    approved,
    captureCompleted(),
    dispute("dispute_opened", "A"),
    dispute("dispute_opened", "B"),
  );
  for (const [id, left] of [
    ["A", 1],
    ["B", 0],
  ] as const) {
    order = (await store.apply(order, dispute("dispute_closed", id), { by: "webhook" })) ?? order;
    expect(await count()).toBe(left);
  }
});

test("counts disputes that an earlier release stored without ids", async () => {
  const { store, database } = opened;
  const { id } = await storedOrder(store, approved, captureCompleted());
  await database.pool.query("update orders set disputed = true where id = $1", [id]);
  expect(await countDisputed(database.db)).toBe(1);
  expect(await store.find(id)).toMatchObject({ openDisputes: [""] });
  await database.pool.query(
    "update orders set disputed = false, open_disputes = '{A}' where id = $1",
    [id],
  );
  expect(await store.find(id)).toMatchObject({ openDisputes: [] });
});
