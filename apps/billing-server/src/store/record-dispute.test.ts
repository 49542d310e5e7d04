import { afterAll, beforeAll, expect, test } from "vitest";
import type { DisputeUpdate } from "../domain/dispute.ts";
import type { Order } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
import {
  captureCompleted,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { disputedOrders } from "./find-order.ts";

let opened: StoreUnderTest;
let store: OrderStore;
beforeAll(async () => {
  opened = await openStoreUnderTest();
  store = opened.store;
});
afterAll(() => opened[Symbol.asyncDispose]());

const cause = { by: "webhook" } as const;
const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, second));
const disputeUpdate = (isOpen: boolean, second: number, disputeId = "PP-D-1"): DisputeUpdate => ({
  disputeId,
  isOpen,
  updatedAt: at(second),
  eventCreatedAt: at(second),
  isCreation: false,
});

async function paid(): Promise<Order> {
  const order = await storedOrder(store);
  const captured = await store.apply(order, captureCompleted(), cause);
  if (!captured) throw new Error("The order is not captured.");
  return captured;
}

test("the latest state of a dispute counts, and each change is an audit event", async () => {
  const { id, version } = await paid();
  for (const each of [
    disputeUpdate(true, 1),
    disputeUpdate(true, 1),
    disputeUpdate(false, 5),
    disputeUpdate(true, 3),
    disputeUpdate(true, 9),
  ])
    await store.recordDispute(id, each, cause);
  expect((await store.find(id))?.openDisputes).toEqual(["PP-D-1"]);
  const steps = await store.auditEventsSince(id, version);
  expect(steps.map(({ event }) => event)).toEqual([
    "dispute_opened",
    "dispute_closed",
    "dispute_opened",
  ]);
});

test("reported concurrently, a dispute is recorded once, and its closing stays", async () => {
  const { id, version } = await paid();
  const all = [
    disputeUpdate(true, 1),
    disputeUpdate(false, 2),
    disputeUpdate(true, 1),
    disputeUpdate(false, 2),
    disputeUpdate(true, 1),
  ];
  await Promise.all(all.map((each) => store.recordDispute(id, each, cause)));
  expect((await store.find(id))?.openDisputes).toEqual([]);
  expect((await store.auditEventsSince(id, version)).length).toBeLessThanOrEqual(2);
});

test("one dispute about two orders, and two about one, are recorded separately", async () => {
  const [one, other] = [await paid(), await paid()];
  for (const { id } of [one, other]) await store.recordDispute(id, disputeUpdate(true, 1), cause);
  await store.recordDispute(one.id, disputeUpdate(true, 1, "PP-D-2"), cause);
  await store.recordDispute(one.id, disputeUpdate(false, 2), cause);
  expect((await store.find(one.id))?.openDisputes).toEqual(["PP-D-2"]);
  expect((await store.find(other.id))?.openDisputes).toEqual(["PP-D-1"]);
});

test("the event's time counts if the dispute's own is equal", async () => {
  const { id } = await paid();
  const told = (isOpen: boolean, second: number) => ({
    ...disputeUpdate(isOpen, 1),
    eventCreatedAt: at(second),
  });
  for (const each of [told(false, 2), told(true, 9), told(false, 5)])
    await store.recordDispute(id, each, cause);
  expect((await store.find(id))?.openDisputes).toEqual(["PP-D-1"]);
});

test("the orders of a dispute are found by its id, open or closed, whichever release recorded it", async () => {
  const disputeId = "PP-D-FOUND";
  const [open, over, before] = [await paid(), await paid(), await paid()];
  for (const { id } of [open, over])
    await store.recordDispute(id, disputeUpdate(true, 1, disputeId), cause);
  await store.recordDispute(over.id, disputeUpdate(false, 2, disputeId), cause);
  // As an earlier release recorded it.
  await store.apply(before, { type: "dispute_opened", disputeId }, cause);
  const found = await store.findDisputed(disputeId);
  expect(found.map(({ id }) => id)).toEqual([open, over, before].map(({ id }) => id).toSorted());
  expect(await store.findDisputed("PP-D-FOUN")).toEqual([]);
});

test("among 10,000 orders those of a dispute are found without a scan", async () => {
  const { db, pool } = opened.database;
  await pool.query(`
    insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage, has_monitoring,
      monitoring_storage, has_alerting, currency, amount_minor, approve_before)
    select gen_random_uuid(), 'MANY' || n, 'u', 'c', 5, false, 0, false, 'EUR', 2500,
      now() + interval '3 hours'
    from generate_series(1, 10000) as n`);
  await pool.query("analyze orders");
  const plan = JSON.stringify(await disputedOrders(db, "PP-D-1").explain("json"));
  expect(plan).toContain("orders_disputed");
  expect(plan).not.toMatch(/"Seq Scan"[^}]*"Relation Name":"orders"/);
});

test("nothing is recorded before the capture", async () => {
  const order = await storedOrder(store);
  expect(await store.recordDispute(order.id, disputeUpdate(true, 1), cause)).toBeNull();
  const captured = await store.apply(order, captureCompleted(), cause);
  expect(await store.recordDispute(order.id, disputeUpdate(true, 1), cause)).toMatchObject({
    version: (captured?.version ?? 0) + 1,
    openDisputes: ["PP-D-1"],
  });
});
