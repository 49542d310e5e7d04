import { randomUUID } from "node:crypto";
import type { OrderState } from "@onekonsole/billing-contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { awaitsManualAction } from "../domain/awaits-manual-action.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import type { Order, OrderId } from "../domain/order.ts";
import type { OperatorStore, OrderQuery, OrderWithStateSince } from "../ports/operator-store.ts";
import { gaveUp as gaveUpOn, unknownOrder, unknownPayment } from "../ports/webhook-inbox.ts";
import {
  approved,
  captureCompleted,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { createOperatorStore } from "./operator-store.ts";
import { createWebhookInbox } from "./webhook-inbox.ts";

let opened: StoreUnderTest;
let operators: OperatorStore;
/** The events that were queued again. */
let followed: string[];
const followAgain = async (_: unknown, id: string) => void followed.push(id);
beforeEach(async () => {
  opened = await openStoreUnderTest();
  followed = [];
  operators = createOperatorStore(opened.database.db, followAgain);
});
afterEach(() => opened[Symbol.asyncDispose]());

const query = (sql: string, values: readonly unknown[] = []) =>
  opened.database.pool.query(sql, [...values]);
const stored = (...events: OrderEvent[]) => storedOrder(opened.store, ...events);
const gaveUp: OrderEvent = {
  type: "gave_up",
  reason: "The payment was received, but the cluster could not be ordered for hours.",
};

const hour = 3_600_000;
const noon = new Date("2026-03-01T12:00:00.000Z");

/** Stores orders in these states, each of which began a minute after the one before. */
async function standing(...states: OrderState[]): Promise<OrderId[]> {
  const ids: OrderId[] = [];
  for (const [minute, state] of states.entries()) {
    const { id } = await stored();
    const since = new Date(noon.getTime() + minute * 60_000);
    await query("update orders set state = $2, state_since = $3 where id = $1", [id, state, since]);
    ids.push(id);
  }
  return ids;
}

const everything: OrderQuery = {
  states: undefined,
  disputed: false,
  refundUnderWay: false,
  forMs: 0,
  limit: 100,
  after: null,
};
const list = (changes: Partial<OrderQuery> = {}) => operators.list({ ...everything, ...changes });
const orderIds = (orders: readonly OrderWithStateSince[]) => orders.map(({ order }) => order.id);
const toCursor = ({ order, stateSince }: OrderWithStateSince) => ({
  awaitsManualAction: awaitsManualAction(order),
  stateSince,
  id: order.id,
});

/** All pages of this size. */
async function readPages(limit: number): Promise<OrderId[][]> {
  const pages: OrderId[][] = [];
  for (let after: OrderQuery["after"] = null; ;) {
    const page = await list({ limit, after });
    const last = page.at(-1);
    if (!last) return pages;
    pages.push(orderIds(page));
    if (pages.length > 10) throw new Error("The pages have no end.");
    after = toCursor(last);
  }
}

describe("the list", () => {
  test("begins with orders that need a decision, then sorts by the time in the state", async () => {
    const [a, b, c, d] = await standing(
      "captured",
      "needs_attention",
      "expired",
      "needs_attention",
    );
    const found = await list();
    expect(orderIds(found)).toEqual([b, d, a, c]);
    expect(found[2]).toMatchObject({
      order: { id: a, state: "captured", amount: 3_100n },
      stateSince: noon,
    });
  });

  test("has payments that wait for the merchant first too, page by page", async () => {
    const ids = await standing("captured", "capture_pending", "needs_attention", "capture_pending");
    const [a, b, c, d] = ids;
    await query("update orders set pending_reason = 'UNILATERAL' where id = $1", [d]);
    await query("update orders set pending_reason = 'ECHECK' where id = $1", [b]);
    // A release without this column leaves its value.
    await query("update orders set pending_reason = 'UNILATERAL' where id = $1", [a]);
    const expected = [c, d, a, b];
    expect(orderIds(await list())).toEqual(expected);
    expect((await readPages(1)).flat()).toEqual([...expected]);
  });

  test("has only orders in the requested states", async () => {
    const [, approvedOne, , refunded] = await standing(
      "captured",
      "approved",
      "expired",
      "refunded",
    );
    expect(orderIds(await list({ states: ["refunded", "approved"] }))).toEqual([
      approvedOne,
      refunded,
    ]);
    expect(await list({ states: ["capture_failed"] })).toEqual([]);
  });

  test("has only disputed orders, whatever their state, if requested", async () => {
    const [a, b] = [
      await stored(approved, captureCompleted()),
      await stored(approved, captureCompleted()),
    ];
    expect(await list({ disputed: true })).toEqual([]);
    const opening: OrderEvent = { type: "dispute_opened", disputeId: "D-1" };
    await opened.store.apply(b, opening, { by: "webhook" });
    expect(orderIds(await list({ disputed: true }))).toEqual([b.id]);
    expect(orderIds(await list())).toEqual([a.id, b.id]);
  });

  test("has only orders with a pending refund, whatever their state, if requested", async () => {
    const wanted: OrderEvent = {
      type: "refund_requested",
      amount: 200n,
      reason: "Our team decided to refund your payment.",
    };
    const delivered: OrderEvent = { type: "delivered", webOrderId: 1 };
    await stored(approved, captureCompleted(), delivered);
    const refunding = await stored(approved, captureCompleted(), {
      type: "delivery_refused",
      reason: "The payment was received, but your cluster could not be ordered.",
    });
    const refundedLater = await stored(approved, captureCompleted(), delivered, wanted);
    const ids = async () => orderIds(await list({ refundUnderWay: true }));
    expect(await ids()).toEqual([refunding.id, refundedLater.id]);
    await query("update refunds set status = 'completed' where order_id = $1", [refunding.id]);
    expect(await ids()).toEqual([refundedLater.id]);
  });

  test("excludes orders that entered their state too recently, by the database's clock", async () => {
    const [old, young] = [await stored(), await stored()];
    await query("update orders set state_since = now() - interval '61 minutes' where id = $1", [
      old.id,
    ]);
    expect(orderIds(await list({ forMs: hour }))).toEqual([old.id]);
    expect(orderIds(await list({ forMs: 2 * hour }))).toEqual([]);
    expect(orderIds(await list())).toEqual([old.id, young.id]);
  });

  test("uses the time in the state, whatever happens without a change of state", async () => {
    const order = await stored(approved, captureCompleted());
    await query("update orders set state_since = $2 where id = $1", [order.id, noon]);
    const disputed: OrderEvent = { type: "dispute_opened", disputeId: "D-1" };
    const same = (await opened.store.apply(order, disputed, { by: "webhook" })) as Order;
    expect(await operators.stateSince(order.id)).toEqual(noon);
    await opened.store.apply(same, gaveUp, { by: "dead_letter" });
    expect((await operators.stateSince(order.id))?.getTime()).toBeGreaterThan(noon.getTime());
  });

  test("has pages without gaps or repetitions, also for equal times and across both parts", async () => {
    await standing("captured", "needs_attention", "approved", "needs_attention", "captured");
    await query("update orders set state_since = $1", [noon]);
    const whole = orderIds(await list());
    expect(whole).toHaveLength(5);
    for (const limit of [1, 2, 3, 5]) {
      const pages = await readPages(limit);
      expect(pages.flat(), `pages of ${limit}`).toEqual(whole);
      expect(pages[0]).toHaveLength(limit);
    }
  });

  test("continues after the position of an order that has moved since", async () => {
    const [a, b, c] = await standing("captured", "captured", "captured");
    const [first] = await list({ limit: 1 });
    await query("update orders set state = 'provisioned', state_since = now() where id = $1", [a]);
    const after = first ? toCursor(first) : null;
    expect(orderIds(await list({ states: ["captured"], after }))).toEqual([b, c]);
  });
});

test("stateSince returns null for an unknown order", async () => {
  expect(await operators.stateSince(randomUUID() as OrderId)).toBeNull();
});

describe("the history", () => {
  test("has every event with cause, reason and PayPal's debug id, oldest first", async () => {
    const { store } = opened;
    const fresh = await stored();
    const paying = (await store.apply(fresh, approved, { by: "approve", debugId: "d1" })) as Order;
    const stuck = (await store.apply(paying, gaveUp, { by: "dead_letter" })) as Order;
    const act = { by: "operator", actor: "ada (u-1)", note: "PayPal is back" } as const;
    await store.apply(stuck, { type: "capture_retried" }, act);
    const empty = { actor: null, note: null, debugId: null, problem: null };
    const at = expect.any(Date) as Date;
    expect(await operators.audit(fresh.id)).toEqual([
      { ...empty, version: 1, event: "created", from: null, state: fresh.state, by: "create", at },
      {
        ...empty,
        version: 2,
        event: "payer_approved",
        from: "awaiting_approval",
        state: "approved",
        by: "approve",
        debugId: "d1",
        at,
      },
      {
        ...empty,
        version: 3,
        event: "gave_up",
        from: "approved",
        state: "needs_attention",
        problem: "The payment was received, but the cluster could not be ordered for hours.",
        by: "dead_letter",
        at,
      },
      {
        ...empty,
        version: 4,
        event: "capture_retried",
        from: "needs_attention",
        state: "approved",
        by: "operator",
        actor: "ada (u-1)",
        note: "PayPal is back",
        at,
      },
    ]);
  });

  test("of an unknown order is empty", async () => {
    expect(await operators.audit(randomUUID() as OrderId)).toEqual([]);
  });
});

describe("a reconciliation", () => {
  const wish = { since: noon, actor: "ada (u-1)", note: "webhooks were off" };

  test("makes the orders created since then due, whatever their state, and no older ones", async () => {
    const [before, at, after] = await standing("captured", "refunded", "provisioned");
    for (const [id, minutes] of [
      [before, -1],
      [at, 0],
      [after, 1],
    ] as const)
      await query("update orders set created_at = $2, due_at = null where id = $1", [
        id,
        new Date(noon.getTime() + minutes * 60_000),
      ]);
    expect(await operators.reconcile(wish)).toBe(2);
    const due = await query("select id from orders where due_at is not null order by due_at");
    expect(due.rows).toEqual([{ id: after }, { id: at }]);
  });

  test("spreads them, so that other due orders are not delayed", async () => {
    const ids = await standing("provisioned", "provisioned", "provisioned", "captured");
    const soon = new Date(Date.now() - 1_000);
    await query("update orders set due_at = null");
    await query("update orders set due_at = $2 where id = $1", [ids[3], soon]);
    await operators.reconcile({ ...wish, since: new Date(0) });
    const { rows } = await query(
      `select round(extract(epoch from due_at - lag(due_at) over (order by due_at)) * 1000)::int as pause
         from orders where id <> $1 order by due_at`,
      [ids[3]],
    );
    expect(rows).toEqual([{ pause: null }, { pause: 200 }, { pause: 200 }]);
    const untouched = await query("select due_at from orders where id = $1", [ids[3]]);
    expect(untouched.rows).toEqual([{ due_at: soon }]);
  });

  test("still applies to an order that changes before its turn", async () => {
    const order = await stored(approved, captureCompleted(), { type: "delivered", webOrderId: 1 });
    await operators.reconcile({ ...wish, since: new Date(0) });
    const disputed = { type: "dispute_opened", disputeId: "D" } as const;
    expect(await opened.store.apply(order, disputed, { by: "webhook" })).not.toBeNull();
    expect(await opened.store.claimDue(10)).toMatchObject([{ id: order.id }]);
  });

  test("by ten operators concurrently is recorded ten times, while orders change", async () => {
    const orders = 60;
    await Promise.all(Array.from({ length: orders }, () => stored()));
    const ask = () => operators.reconcile({ ...wish, since: new Date(0) });
    const asking = new AbortController();
    const moving = async (): Promise<void> => {
      while (!asking.signal.aborted)
        // Each changes the rows' position in the table, so that two requests read them in a
        // different order.
        await query(`update orders set due_at = now() where id in (
          select id from orders where random() < 0.3 order by id for update skip locked)`);
    };
    const movers = Promise.all([moving(), moving()]);
    try {
      for (let round = 0; round < 12; round += 1)
        expect(await Promise.all(Array.from({ length: 10 }, ask))).toEqual(Array(10).fill(orders));
    } finally {
      asking.abort();
      await movers;
    }
  });

  test("processes again the events that failed or matched no order since then, and no others", async () => {
    const inbox = createWebhookInbox(opened.database.db, async () => undefined);
    const ids = ["WH-DEAD", "WH-DONE", "WH-LOST", "WH-OLD", "WH-WHOSE"];
    await inbox.receive(ids.map((id) => ({ id, type: "X.Y", body: "{}" })));
    await inbox.close("WH-DEAD", gaveUpOn);
    await inbox.close("WH-DONE", "followed");
    await inbox.close("WH-LOST", unknownPayment);
    await inbox.close("WH-WHOSE", unknownOrder);
    await inbox.close("WH-OLD", gaveUpOn);
    await query("update webhook_events set received_at = $1", [noon]);
    await query("update webhook_events set received_at = $1 where id = 'WH-OLD'", [
      new Date(noon.getTime() - 1),
    ]);
    await operators.reconcile(wish);
    expect(followed.toSorted()).toEqual(["WH-DEAD", "WH-LOST", "WH-WHOSE"]);
    const { rows } = await query(
      "select id, outcome, processed_at is null as open from webhook_events order by id",
    );
    expect(rows).toEqual([
      { id: "WH-DEAD", outcome: null, open: true },
      { id: "WH-DONE", outcome: "followed", open: false },
      { id: "WH-LOST", outcome: null, open: true },
      { id: "WH-OLD", outcome: gaveUpOn, open: false },
      { id: "WH-WHOSE", outcome: null, open: true },
    ]);
  });

  test("changes nothing of an order except its next read", async () => {
    const order = await stored(approved, captureCompleted());
    await operators.reconcile({ ...wish, since: new Date(0) });
    expect(await opened.store.find(order.id)).toEqual(order);
    expect(await operators.audit(order.id)).toHaveLength(3);
  });

  test("is stored with actor and note, and cannot be changed", async () => {
    await stored();
    await operators.reconcile({ ...wish, since: new Date(0) });
    await operators.reconcile({ ...wish, since: new Date("2100-01-01T00:00:00Z") });
    const kept = await query(
      "select since, orders, actor, note from reconciliations order by since",
    );
    const { actor, note } = wish;
    expect(kept.rows).toEqual([
      { since: new Date(0), orders: 1, actor, note },
      { since: new Date("2100-01-01T00:00:00Z"), orders: 0, actor, note },
    ]);
    for (const change of [
      "update reconciliations set actor = 'eve'",
      "delete from reconciliations",
      "truncate reconciliations",
    ])
      await expect(query(change)).rejects.toThrow(/append-only/);
  });
});
