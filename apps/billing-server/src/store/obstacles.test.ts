import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OrderEvent } from "../domain/order-event.ts";
import type { NewOrder, Order } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
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
import { hasRoomFor } from "./obstacles.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

const nameHeldBy = async ({ details }: Pick<Order, "details">) =>
  (await opened.store.obstaclesTo(details)).nameHeldBy;

const fullUntil = async (store: OrderStore, { details }: Pick<Order, "details">) =>
  (await store.obstaclesTo(details)).fullUntil;

const reason = "PayPal declined the payment.";
const paid = captureCompleted;
const delivered: OrderEvent = { type: "delivered", webOrderId: 1 };
const wanted: OrderEvent = { type: "refund_requested", amount: null, reason };

describe("a cluster name", () => {
  test.each<[string, () => OrderEvent[]]>([
    ["approved", () => [approved]],
    ["held by PayPal", () => [approved, { type: "capture_pending", money: captured() }]],
    ["paid", () => [approved, paid()]],
    ["paid by the browser", () => [paid()]],
    ["delivered a moment ago", () => [approved, paid(), delivered]],
    ["being refunded", () => [approved, paid(), wanted]],
    ["in manual review with its payment", () => [approved, paid(), { type: "gave_up", reason }]],
    ["in manual review after the approval", () => [approved, { type: "gave_up", reason }]],
  ])("is reserved by an order that is %s", async (_, events) => {
    const order = await storedOrder(opened.store, ...events());
    expect(await nameHeldBy(order)).toBe(order.paypalOrderId);
    expect(
      await nameHeldBy({ details: { ...order.details, cluster_name: "red-lake" } }),
    ).toBeNull();
    expect(await nameHeldBy({ details: { ...order.details, user_id: randomUUID() } })).toBeNull();
  });

  test.each<[string, () => OrderEvent[]]>([
    ["awaits approval", () => []],
    ["expired", () => [{ type: "approval_timed_out" }]],
    ["was declined", () => [approved, { type: "capture_declined", captureId: null, reason }]],
    [
      "waits for another approval",
      () => [approved, { type: "approval_needed", refusal: "declined", reason }],
    ],
    ["was refunded", () => [approved, paid(), { type: "fully_refunded", total: 3_100n }]],
  ])("is free when its order %s", async (_, events) => {
    expect(await nameHeldBy(await storedOrder(opened.store, ...events()))).toBeNull();
  });

  test("is free after the duplicate window of the delivery", async () => {
    const order = await storedOrder(opened.store, approved, paid(), delivered);
    const { pool } = opened.database;
    const endWindow = "update purchases set held_until = now() where order_id = $1";
    await pool.query(endWindow, [order.id]);
    expect(await nameHeldBy(order)).toBeNull();
  });

  test("stays the first order's when a second one ends because of it", async () => {
    const { details } = newOrder();
    const second = await storedAs(opened.store, newOrder({ details }));
    const first = await storedAs(opened.store, newOrder({ details }), approved);
    await opened.store.apply(second, approved, { by: "approve" });
    expect(await nameHeldBy(first)).toBe(first.paypalOrderId);
  });
});

describe("the open orders of a user", () => {
  let limited: StoreUnderTest;
  beforeAll(async () => {
    limited = await openStoreUnderTest({ openOrdersPerUser: 3 });
  });
  afterAll(() => limited[Symbol.asyncDispose]());

  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  const storeOpenOrder = (
    details: Order["details"],
    minutes = 180,
    changes: Partial<NewOrder> = {},
  ) =>
    storedAs(limited.store, newOrder({ details, approveBefore: inMinutes(minutes), ...changes }));

  test("are at most as many as allowed, until the first of them expires", async () => {
    const { details } = newOrder();
    await storeOpenOrder(details, 90);
    const second = await storeOpenOrder(details, 60);
    expect(await fullUntil(limited.store, { details })).toBeNull();
    await storeOpenOrder(details, 120);
    expect(await fullUntil(limited.store, { details })).toEqual(second.approveBefore);
    await expect(storeOpenOrder(details)).rejects.toMatchObject({
      code: "too_many_open_orders",
      retryAfterMs: expect.closeTo(60 * 60_000, -5),
    });
    const other = { ...details, user_id: randomUUID() };
    expect(await fullUntil(limited.store, { details: other })).toBeNull();
    expect(await storeOpenOrder(other)).toMatchObject({ state: "awaiting_approval" });
  });

  test("are those that are neither approved nor past their deadline", async () => {
    const { details } = newOrder();
    const names = ["a1", "b2", "c3"].map((cluster_name) => ({ ...details, cluster_name }));
    for (const it of names) {
      const order = await storeOpenOrder(it);
      await limited.store.apply(order, approved, { by: "approve" });
      await storeOpenOrder(it, -1);
    }
    expect(await fullUntil(limited.store, { details })).toBeNull();
    expect(await storeOpenOrder(details)).toMatchObject({ state: "awaiting_approval" });
  });

  test("do not count a repeated request of a stored order again", async () => {
    const { details } = newOrder();
    const repeated = newOrder({ details, fingerprint: "f", approveBefore: inMinutes(180) });
    const insert = () => limited.store.insert(repeated, { by: "create" });
    expect(await insert()).toBe(true);
    for (let more = 0; more < 2; more += 1) await storeOpenOrder(details);
    expect(await insert()).toBe(false);
  });

  test("exceed the limit only by concurrent insertions", async () => {
    const { details } = newOrder();
    const at = (count: number) =>
      Promise.allSettled(Array.from({ length: count }, () => storeOpenOrder(details)));
    await at(200);
    const open = await limited.database.pool.query(
      "select count(*)::int as count from orders where user_id = $1",
      [details.user_id],
    );
    // At most one for each connection of the pool.
    expect(open.rows[0]?.count).toBeLessThan(3 + 20);
    const refused = await at(20);
    expect(refused.filter(({ status }) => status === "fulfilled")).toEqual([]);
  });

  test("are found by their index among many", async () => {
    const { details } = newOrder();
    const { pool } = limited.database;
    await pool.query(
      `insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage, has_monitoring,
         monitoring_storage, has_alerting, currency, amount_minor, approve_before, state)
       select gen_random_uuid(), gen_random_uuid(), case when n % 100 = 0 then $1 else n::text end, 'c',
         5, false, 0, false, 'EUR', 2500, now() + interval '1 hour',
         case when n % 2 = 0 then 'awaiting_approval' else 'provisioned' end
       from generate_series(1, 10000) as n`,
      [details.user_id],
    );
    await pool.query("analyze orders");
    const plan = await pool.query(
      `explain (format json) select 1 where ${hasRoomFor("$1", "$2::int")}`,
      [details.user_id, 3],
    );
    expect(JSON.stringify(plan.rows)).toContain("orders_open_of_user");
    expect(JSON.stringify(plan.rows)).not.toContain("Seq Scan");
  });
});
