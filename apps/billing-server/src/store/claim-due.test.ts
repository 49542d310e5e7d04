import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Order } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
import { paypalRefund } from "../testing/sample-refund.ts";
import {
  approved,
  captureCompleted,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { dueOrders } from "./claim-due.ts";

let opened: StoreUnderTest;
let store: OrderStore;
beforeAll(async () => {
  opened = await openStoreUnderTest();
  store = opened.store;
});
beforeEach(() => query("update orders set due_at = null"));
afterEach(() => void vi.useRealTimers());
afterAll(() => opened[Symbol.asyncDispose]());

const query = (text: string, values: unknown[] = []) => opened.database.pool.query(text, values);

async function waiting(count: number): Promise<Order[]> {
  const orders: Order[] = [];
  for (let made = 0; made < count; made += 1) orders.push(await storedOrder(store));
  return orders;
}

/** Inserts orders of one user directly as rows. */
async function insertOrders(user: string, count: number): Promise<Pick<Order, "id">[]> {
  const { rows } = await query(
    `insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage, has_monitoring,
       monitoring_storage, has_alerting, currency, amount_minor, approve_before)
     select gen_random_uuid(), gen_random_uuid(), $1, 'c' || n, 5, false, 0, false, 'EUR', 2500,
       now() + interval '3 hours'
     from generate_series(1, $2) as n returning id`,
    [user, count],
  );
  return rows as Pick<Order, "id">[];
}

/** Makes orders due this many seconds ago. */
async function due(orders: readonly Pick<Order, "id">[], seconds = 60): Promise<void> {
  const ids = orders.map(({ id }) => id);
  await query(
    "update orders set due_at = now() - $2 * interval '1 second' where id = any($1::uuid[])",
    [ids, seconds],
  );
}

const delivered = { type: "delivered", webOrderId: 1 } as const;
const refundWanted = {
  type: "refund_requested",
  amount: 200n,
  reason: "Our team decided to refund your payment.",
} as const;
const sortedIds = (orders: readonly Order[]) => orders.map(({ id }) => id).toSorted();

describe("claimDue", () => {
  test("claims what is due, the longest due first, up to the limit", async () => {
    const orders = await waiting(8);
    // In neither the order of their ids nor of their creation.
    const seconds = [300, 800, 100, 600, 200, 700, 400, 500];
    for (const [index, order] of orders.entries()) await due([order], seconds[index]);
    await storedOrder(store);
    const claimed = [...(await store.claimDue(3)), ...(await store.claimDue(10))];
    const expected = [1, 5, 3, 7, 6, 0, 4, 2].map((index) => orders[index]?.id);
    expect(claimed.map(({ id }) => id)).toEqual(expected);
    expect(await store.claimDue(10)).toEqual([]);
  });

  test("claims from the users in turn, however many orders one of them has due", async () => {
    const greedy = await insertOrders(randomUUID(), 900);
    const modest = await insertOrders(randomUUID(), 2);
    const [honest] = await waiting(1);
    if (!honest) throw new Error("An order was expected.");
    await due(greedy, 3_600);
    await due(modest.slice(0, 1), 600);
    await due(modest.slice(1), 300);
    await due([honest], 60);
    const claimed = (await store.claimDue(20)).map(({ id }) => id);
    const others = [...modest, honest].map(({ id }) => id);
    expect(claimed.filter((id) => others.includes(id))).toEqual([
      modest[0]?.id,
      honest.id,
      modest[1]?.id,
    ]);
    expect(claimed.indexOf(honest.id)).toBe(2);
    expect(claimed).toHaveLength(20);
  });

  test("claims another user's order while a second sweeper claims the first user's", async () => {
    const greedy = await insertOrders(randomUUID(), 30);
    const [honest] = await waiting(1);
    if (!honest) throw new Error("An order was expected.");
    await due(greedy, 3_600);
    await due([honest], 60);
    const other = await opened.database.pool.connect();
    await other.query("begin");
    await other.query("select from orders where id = $1 for update", [honest.id]);
    expect(await store.claimDue(20)).toHaveLength(20);
    await other.query("rollback");
    other.release();
    expect((await store.claimDue(2)).map(({ id }) => id)).toContain(honest.id);
  });

  test.each([-75, -20 * 60, -4 * 3600, 75, 4 * 3600])(
    "claims an order once although this process's clock is %i s off",
    async (seconds) => {
      const orders = [
        ...(await waiting(1)),
        await storedOrder(store, approved),
        await storedOrder(store, approved, captureCompleted()),
        await storedOrder(store, approved, captureCompleted(), delivered, refundWanted),
      ];
      await due(orders);
      vi.useFakeTimers({ now: Date.now() + seconds * 1_000, toFake: ["Date"] });
      expect(await store.claimDue(10)).toHaveLength(orders.length);
      expect(await store.claimDue(10)).toEqual([]);
    },
  );

  test("claims an order once, and again only when it is due again", async () => {
    const orders = await waiting(3);
    await due(orders);
    expect(await store.claimDue(10)).toEqual(expect.arrayContaining(orders));
    expect(await store.claimDue(10)).toEqual([]);
    const { rows } = await query(
      "select count(*)::int as count from orders where due_at > now() + interval '30 seconds'",
    );
    expect(rows).toEqual([{ count: 3 }]);
  });

  test("never lets two concurrent sweepers claim the same order", async () => {
    const orders = await waiting(60);
    await due(orders);
    const taken: Order[] = [];
    const sweeper = async () => {
      for (let batch = await store.claimDue(5); batch.length > 0; batch = await store.claimDue(5))
        taken.push(...batch);
    };
    await Promise.all([sweeper(), sweeper(), sweeper(), sweeper()]);
    expect(sortedIds(taken)).toEqual(sortedIds(orders));
  });

  test("skips an order that a concurrent transaction has locked", async () => {
    const [busy, free] = await waiting(2);
    if (!busy || !free) throw new Error("Two orders were expected.");
    await due([busy, free]);
    const writer = await opened.database.pool.connect();
    await writer.query("begin");
    await writer.query("select from orders where id = $1 for update", [busy.id]);
    expect((await store.claimDue(10)).map(({ id }) => id)).toEqual([free.id]);
    await writer.query("rollback");
    writer.release();
    expect((await store.claimDue(10)).map(({ id }) => id)).toEqual([busy.id]);
  });

  test("does not change the version, so a transition of an order that was read before still applies", async () => {
    const [order] = await waiting(1);
    if (!order) throw new Error("An order was expected.");
    await due([order]);
    await store.claimDue(10);
    expect(await store.apply(order, approved, { by: "approve" })).toMatchObject({ version: 2 });
  });

  test("claims a settled order while its refund is pending", async () => {
    const provisioned = await storedOrder(store, approved, captureCompleted(), delivered);
    const dueIn = async () => {
      const { rows } = await query(
        "select round(extract(epoch from due_at - now()) / 60)::int as minutes from orders where id = $1",
        [provisioned.id],
      );
      return rows[0]?.minutes as number | null;
    };
    const requested = {
      type: "refund_requested",
      amount: 200n,
      reason: "Our team decided to refund your payment.",
    } as const;
    const order = await store.apply(provisioned, requested, { by: "operator" });
    expect(await dueIn()).toBe(15);
    const disputed = { type: "dispute_opened", disputeId: "D" } as const;
    expect(await store.apply(order as Order, disputed, { by: "webhook" })).not.toBeNull();
    expect(await dueIn()).toBe(15);
    await due([provisioned]);
    expect(await store.claimDue(10)).toMatchObject([{ id: provisioned.id }]);
    expect(await dueIn()).toBe(15);
    await store.recordRefund(provisioned.id, paypalRefund({ status: "pending" }), { by: "sweep" });
    expect(await dueIn()).toBe(15);
    await store.recordRefund(provisioned.id, paypalRefund(), { by: "sweep" });
    await due([provisioned]);
    await store.claimDue(10);
    expect(await dueIn()).toBeNull();
  });

  test("claims an order whose refund in PayPal's dashboard waits for the bank", async () => {
    const order = await storedOrder(store, approved, captureCompleted(), delivered);
    await store.recordRefund(order.id, paypalRefund({ paypalRefundId: "R-9", status: "pending" }), {
      by: "webhook",
    });
    const { rows } = await query("select due_at > now() as due from orders where id = $1", [
      order.id,
    ]);
    expect(rows).toEqual([{ due: true }]);
  });

  test("does not claim a settled order", async () => {
    const settled = await storedOrder(store, approved, captureCompleted(), delivered);
    const { rows } = await query("select due_at from orders where id = $1", [settled.id]);
    expect(rows).toEqual([{ due_at: null }]);
  });
});

test("the due ones among 10,000 orders are found by their index", async () => {
  await query(`
    insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage, has_monitoring,
      monitoring_storage, has_alerting, currency, amount_minor, approve_before, due_at)
    select gen_random_uuid(), 'MANY' || n, 'u', 'c', 5, false, 0, false, 'EUR', 2500,
      now() + interval '3 hours', now() + n * interval '1 second'
    from generate_series(1, 10000) as n`);
  await query("analyze orders");
  const plan = sql`explain (format json) ${dueOrders(20)}`;
  const { rows } = await plan.execute(opened.database.db);
  expect(JSON.stringify(rows)).toContain("orders_due");
  expect(JSON.stringify(rows)).not.toContain("Seq Scan");
});
