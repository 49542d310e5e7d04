import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Order } from "../domain/order.ts";
import type { EventFeed, FeedPage, FeedQuery } from "../ports/event-feed.ts";
import {
  approved,
  captureCompleted,
  newOrder,
  openStoreUnderTest,
  storedAs,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { createEventFeed } from "./event-feed.ts";

let opened: StoreUnderTest;
let feed: EventFeed;
beforeAll(async () => {
  opened = await openStoreUnderTest();
  feed = createEventFeed(opened.database);
});
afterAll(() => opened[Symbol.asyncDispose]());

const read = async (query: Partial<FeedQuery> = {}): Promise<FeedPage> => {
  const page = await feed.read({ after: null, limit: 1_000, ...query });
  if (page.kind === "gap") throw new Error("The feed has a gap.");
  return page;
};

/** The orders and versions of the events after a position. */
const idsAfter = async (after: bigint) =>
  (await read({ after })).events.map(({ order, version }) => `${order.paypalOrderId}-${version}`);

const id = ({ paypalOrderId }: Pick<Order, "paypalOrderId">, version: number) =>
  `${paypalOrderId}-${version}`;

const upTo = (last: bigint) =>
  Array.from({ length: Number(last) }, (_, index) => BigInt(index) + 1n);

/** That every position from 1 to the last one has an event, and each order's versions are in order. */
async function expectDense(last: bigint): Promise<void> {
  const { events } = await read();
  expect(events.map(({ position }) => position)).toEqual(upTo(last));
  const seen = new Map<string, number>();
  for (const { order, version } of events) {
    expect(version).toBe((seen.get(order.paypalOrderId) ?? 0) + 1);
    seen.set(order.paypalOrderId, version);
  }
}

describe("the order of the feed", () => {
  test("is that of the commits: an event that was inserted first and committed last is last", async () => {
    const start = await feed.sequence();
    const slow = newOrder();
    const client = await opened.database.pool.connect();
    await client.query("begin");
    const fast = await storedOrder(opened.store);
    // The same insert as the store's, in a transaction that stays open.
    await client.query(
      `insert into orders (id, paypal_order_id, user_id, cluster_name, images_storage, has_monitoring,
          monitoring_storage, has_alerting, currency, amount_minor, approve_before)
        values ($1, $2, $3, 'slow', 1, false, 0, false, 'EUR', 3100, now())`,
      [slow.id, slow.paypalOrderId, slow.details.user_id],
    );
    await client.query(
      `insert into order_events (order_id, version, event, to_state, caused_by)
        values ($1, 1, 'created', 'awaiting_approval', 'create')`,
      [slow.id],
    );
    const later = await storedOrder(opened.store, approved);
    expect(await idsAfter(start)).toEqual([id(fast, 1), id(later, 1), id(later, 2)]);
    await client.query("commit");
    client.release();
    const last = start + 3n;
    expect(await idsAfter(last)).toEqual([id(slow, 1)]);
    await expectDense(last + 1n);
  });

  test("has no gap and no repetition while several processes write and sequence", async () => {
    const feeds = Array.from({ length: 4 }, () => createEventFeed(opened.database));
    const done = new AbortController();
    const sequencing = feeds.map(async (each) => {
      while (!done.signal.aborted) await each.sequence();
    });
    const orders = Array.from({ length: 60 }, () =>
      storedOrder(opened.store, approved, captureCompleted()),
    );
    await Promise.all(orders);
    done.abort();
    await Promise.all(sequencing);
    await expectDense(await feed.sequence());
  });

  test("has no gap after a sequencing that failed", async () => {
    const start = await feed.sequence();
    const { pool } = opened.database;
    await storedOrder(opened.store, approved);
    await pool.query("alter table event_feed add constraint refused check (version < 2) not valid");
    await expect(feed.sequence()).rejects.toThrow("refused");
    await pool.query("alter table event_feed drop constraint refused");
    expect(await feed.sequence()).toBe(start + 2n);
    await expectDense(start + 2n);
  });
});

describe("an event", () => {
  test("has the order as it was then, whatever happened since", async () => {
    const start = await feed.sequence();
    const order = await storedOrder(opened.store, approved, captureCompleted());
    const refund = { refundId: null, amount: 1_000n, status: "completed", kind: "refund" } as const;
    await opened.store.recordRefund(
      order.id,
      { ...refund, paypalRefundId: "REFUND-1" },
      { by: "webhook" },
    );
    const { events } = await read({ after: start });
    expect(
      events.map(({ event, order: then }) => [
        event,
        then.state,
        then.capturedAmount,
        then.refundedAmount,
      ]),
    ).toEqual([
      ["created", "awaiting_approval", 0n, 0n],
      ["payer_approved", "approved", 0n, 0n],
      ["capture_completed", "captured", 3_100n, 0n],
      ["partly_refunded", "captured", 3_100n, 1_000n],
    ]);
  });
});

describe("a page", () => {
  test("ends at its limit, and the next one continues behind it", async () => {
    const start = await feed.sequence();
    const order = await storedOrder(opened.store, approved, captureCompleted());
    const first = await read({ after: start, limit: 2 });
    expect(first).toMatchObject({ through: start + 2n, hasMore: true });
    const second = await read({ after: first.through, limit: 2 });
    expect(second).toMatchObject({ through: start + 3n, hasMore: false });
    expect([...first.events, ...second.events].map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(order.version).toBe(3);
  });

  test("has only the wanted types and user, and passes the other events all the same", async () => {
    const start = await feed.sequence();
    const userId = "0d4c7a10-1111-4222-8333-abcdefabcdef";
    const fresh = newOrder();
    await storedAs(
      opened.store,
      { ...fresh, details: { ...fresh.details, user_id: userId } },
      approved,
    );
    await storedOrder(opened.store, approved);
    const page = await read({ after: start, userId, types: ["payer_approved"] });
    expect(page).toMatchObject({ through: start + 4n, hasMore: false });
    expect(page.events.map(({ event, order }) => [event, order.details.user_id])).toEqual([
      ["payer_approved", userId],
    ]);
  });
});

describe("the age of events", () => {
  test("removes the oldest, and reports a position before the kept ones as a gap", async () => {
    const last = await feed.sequence();
    expect(await feed.removeOlderThan(3_600_000, 10)).toBe(false);
    expect(await feed.removeOlderThan(-1_000, 10)).toBe(true);
    expect(await feed.read({ after: 9n, limit: 1 })).toEqual({ kind: "gap", oldest: 10n });
    expect(await read({ after: 10n, limit: 1 })).toMatchObject({ through: 11n });
    expect(await read({ limit: 1 })).toMatchObject({ through: 11n });
    while (await feed.removeOlderThan(-1_000, 1_000));
    expect(await read()).toEqual({ kind: "page", events: [], through: last, hasMore: false });
    await storedOrder(opened.store);
    expect(await read()).toMatchObject({ events: [{ position: last + 1n }], through: last + 1n });
  });

  test("removes nothing that a consumer in the service has not read", async () => {
    const last = await feed.sequence();
    await storedOrder(opened.store, approved);
    const read1 = last + 1n;
    const held = createEventFeed(opened.database, { readThrough: async () => read1 });
    await held.sequence();
    await held.removeOlderThan(-1_000, 1_000);
    expect(await held.read({ after: last, limit: 1 })).toEqual({ kind: "gap", oldest: read1 });
    expect(await read({ after: read1 })).toMatchObject({ through: last + 2n });
  });

  test("reports a position that the feed does not reach, as after a restore from a backup", async () => {
    const last = await feed.sequence();
    expect(await feed.read({ after: last + 1n, limit: 1 })).toMatchObject({ kind: "gap" });
    expect(await read({ after: last })).toMatchObject({ events: [], through: last });
  });
});
