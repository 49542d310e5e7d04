import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { DispatchResult, EndpointOutbox } from "../ports/endpoint-outbox.ts";
import type { EndpointStore } from "../ports/endpoint-store.ts";
import type { EventFeed } from "../ports/event-feed.ts";
import {
  approved,
  captureCompleted,
  openStoreUnderTest,
  storedOrder,
  type StoreUnderTest,
} from "../testing/store-under-test.ts";
import { storeConfiguredEndpoints } from "./configured-endpoints.ts";
import { dispatchedThrough, removeOldDispatches } from "./dispatched-through.ts";
import { createEndpointOutbox } from "./endpoint-outbox.ts";
import { createEndpointStore } from "./endpoint-store.ts";
import { createEventFeed } from "./event-feed.ts";
import { countDispatches } from "./list-endpoints.ts";

let opened: StoreUnderTest;
let feed: EventFeed;
let outbox: EndpointOutbox;
let endpoints: EndpointStore;
beforeAll(async () => {
  opened = await openStoreUnderTest();
  feed = createEventFeed(opened.database);
  outbox = createEndpointOutbox(opened.database.db, feed.sequence);
  endpoints = createEndpointStore(opened.database.db, feed.sequence);
});
afterAll(() => opened[Symbol.asyncDispose]());

const ada = { actor: "ada (u-1)", note: "a test" };
const url = "https://a.example.org/";
let count = 0;
let id: string;
beforeEach(async () => {
  count += 1;
  id = `ep-${count}`;
  await endpoints.add({ id, url, types: null }, ada);
});

const act = () => ({ endpointId: id, ...ada });
const fanOutAll = async () => {
  while (await outbox.fanOut(id));
};
const claim = async (endpointId: string, limit: number) =>
  (await outbox.claim(endpointId, limit))?.dispatches ?? [];
const claimAll = async () => {
  await fanOutAll();
  return claim(id, 100);
};
const sent = (position: bigint, attempts = 1): DispatchResult => ({
  position,
  attempts,
  state: "sent",
  status: 200,
  failure: null,
});
const failed = (position: bigint, attempts: number, pauseMs: number): DispatchResult => ({
  position,
  attempts,
  state: "pending",
  status: 500,
  failure: "status",
  pauseMs,
});
const dead = (position: bigint, attempts = 1): DispatchResult => ({
  position,
  attempts,
  state: "dead",
  status: null,
  failure: "timeout",
});
const states = async () =>
  (await endpoints.dispatches({ endpointId: id, state: undefined, before: null, limit: 100 }))
    .toReversed()
    .map(({ type, state, attempts }) => `${type} ${state} ${attempts}`);
const listed = async () => (await endpoints.list()).find((it) => it.id === id);
const overdue = () =>
  opened.database.pool.query("update event_dispatches set due_at = now() where endpoint_id = $1", [
    id,
  ]);
const endUntil = (column: "held_until" | "earlier_secret_until") =>
  opened.database.pool.query(`update event_endpoints set ${column} = now() where id = $1`, [id]);

describe("an endpoint", () => {
  test("gets each event that is committed after it was added once, of its types", async () => {
    await storedOrder(opened.store);
    const chosen = `ep-types-${count}`;
    await endpoints.add({ id: chosen, url, types: ["capture_completed"] }, ada);
    const all = await claimAll();
    expect(all).toHaveLength(1);
    const order = await storedOrder(opened.store, approved, captureCompleted());
    expect(await claimAll()).toHaveLength(3);
    expect(await claimAll()).toEqual([]);
    await outbox.fanOut(chosen);
    const [only, ...more] = await claim(chosen, 100);
    expect(more).toEqual([]);
    expect(await feed.eventsAt([only?.position ?? 0n])).toMatchObject([
      { event: "capture_completed", order: { paypalOrderId: order.paypalOrderId } },
    ]);
  });

  test("gets each event once when replicas hand them out at the same time", async () => {
    for (let orders = 0; orders < 5; orders += 1) await storedOrder(opened.store, approved);
    await feed.sequence();
    await Promise.all(Array.from({ length: 4 }, fanOutAll));
    const claims = await Promise.all(Array.from({ length: 4 }, () => claim(id, 4)));
    const positions = claims.flat().map(({ position }) => position);
    expect(new Set(positions).size).toBe(10);
    expect(positions).toHaveLength(10);
  });

  test("gets an event again if the claim ends without a result, and counts the attempt", async () => {
    await storedOrder(opened.store);
    const [first] = await claimAll();
    await overdue();
    const [second] = await claimAll();
    expect(second).toEqual({ position: first?.position, attempts: 2 });
    // The first process was slow: its failure is out of date, but what it sent is sent.
    await outbox.record(id, [failed(second?.position ?? 0n, 1, 0)]);
    expect(await claimAll()).toEqual([]);
    await outbox.record(id, [sent(second?.position ?? 0n, 1)]);
    expect(await states()).toEqual(["created sent 2"]);
  });

  test("gets a failed event after its pause, until it is a dead letter", async () => {
    await storedOrder(opened.store);
    const [first] = await claimAll();
    const position = first?.position ?? 0n;
    await outbox.record(id, [failed(position, 1, 3_600_000)]);
    expect(await claimAll()).toEqual([]);
    await outbox.record(id, [failed(position, 1, 0)]);
    expect(await claimAll()).toEqual([{ position, attempts: 2 }]);
    await outbox.record(id, [dead(position, 2)]);
    await overdue();
    expect(await claimAll()).toEqual([]);
    expect(await listed()).toMatchObject({ pending: 0, dead: 1, oldestPendingAt: null });
  });

  test("is held while it requests a pause", async () => {
    await storedOrder(opened.store);
    await fanOutAll();
    await outbox.hold(id, 3_600_000);
    await outbox.hold(id, 0);
    expect(await outbox.claim(id, 100)).toBeNull();
    await endUntil("held_until");
    expect(await claimAll()).toHaveLength(1);
  });

  test("that returned 410 gets what it missed once an operator enables it", async () => {
    await outbox.disable(id);
    await storedOrder(opened.store);
    expect((await outbox.active()).map((it) => it.id)).not.toContain(id);
    expect(await claimAll()).toEqual([]);
    expect(await listed()).toMatchObject({ disabledAs: "gone", disabledAt: expect.any(Date) });
    expect((await countDispatches(opened.database.db)).disabled).toBe(1);
    expect(await endpoints.enable(act())).toBe(true);
    expect(await endpoints.enable(act())).toBe(false);
    expect(await claimAll()).toHaveLength(1);
  });

  test("that was removed gets nothing that waited, is in no list, and cannot be changed", async () => {
    await storedOrder(opened.store);
    await fanOutAll();
    expect(await endpoints.remove(act())).toBe(true);
    expect(await outbox.claim(id, 100)).toBeNull();
    expect(await endpoints.remove(act())).toBe(false);
    expect(await endpoints.enable(act())).toBe(false);
    expect(await endpoints.rotateSecret(act(), 0)).toBeNull();
    expect(await endpoints.resend(act(), { what: "after", position: 0n })).toBe(false);
    expect(await endpoints.find(id)).toBeNull();
    expect(await listed()).toBeUndefined();
  });

  test("signs with two secrets until the overlap of a rotation ends", async () => {
    const active = async () => {
      await storedOrder(opened.store);
      await fanOutAll();
      const claimed = (await outbox.claim(id, 100))?.endpoint;
      expect((await outbox.active()).find((it) => it.id === id)).toEqual(claimed);
      return claimed;
    };
    expect(await active()).toMatchObject({ secretGeneration: 1, hasEarlierSecret: false });
    expect(await endpoints.rotateSecret(act(), 3_600_000)).toBe(2);
    expect(await active()).toMatchObject({ secretGeneration: 2, hasEarlierSecret: true });
    expect(await endpoints.rotateSecret(act(), 3_600_000)).toBeNull();
    expect(await active()).toMatchObject({ secretGeneration: 2, hasEarlierSecret: true });
    await endUntil("earlier_secret_until");
    expect(await active()).toMatchObject({ secretGeneration: 2, hasEarlierSecret: false });
    expect(await endpoints.rotateSecret(act(), 3_600_000)).toBe(3);
    expect(await endpoints.rotateSecret(act(), 0)).toBe(4);
    expect(await active()).toMatchObject({ secretGeneration: 4, hasEarlierSecret: false });
  });
});

test("the lag includes events that are not handed out yet", async () => {
  const lag = async () => (await countDispatches(opened.database.db)).oldestSeconds;
  await storedOrder(opened.store);
  const last = await feed.sequence();
  expect(await lag()).toBeLessThan(86_400);
  await opened.database.pool.query(
    "update event_feed set sequenced_at = now() - interval '2 days' where position = $1",
    [last.toString()],
  );
  await opened.database.pool.query("update event_endpoints set position = $1 where id <> $2", [
    last.toString(),
    id,
  ]);
  expect(await lag()).toBeGreaterThan(86_400);
  await fanOutAll();
  expect(await lag()).toBeLessThan(86_400);
});

test("a page of positions without events is passed over", async () => {
  const { pool } = opened.database;
  await feed.sequence();
  await pool.query(`
    with placed as (
      insert into event_feed (position, sequenced_at, order_id, version, disputed)
        select last_position + number, now(), gen_random_uuid(), 1, false
          from event_feed_state cross join generate_series(1, 1000) as number
        returning position
    )
    update event_feed_state set last_position = (select max(position) from placed)`);
  await storedOrder(opened.store);
  expect(await claimAll()).toHaveLength(1);
});

describe("an operator resends", () => {
  test("one event, all dead letters, or all after a position", async () => {
    await storedOrder(opened.store, approved, captureCompleted());
    const claimed = await claimAll();
    const [first, second, third] = claimed.map(({ position }) => position) as [
      bigint,
      bigint,
      bigint,
    ];
    await outbox.record(id, [sent(first), sent(second), dead(third)]);
    expect(await endpoints.resend(act(), { what: "dead" })).toBe(true);
    expect(await claimAll()).toEqual([{ position: third, attempts: 1 }]);
    await outbox.record(id, [sent(third)]);
    expect(await endpoints.resend(act(), { what: "event", position: second })).toBe(true);
    expect(await endpoints.resend(act(), { what: "event", position: 10_000n })).toBe(false);
    expect(await claimAll()).toEqual([{ position: second, attempts: 1 }]);
    await outbox.record(id, [sent(second)]);
    expect(await endpoints.resend(act(), { what: "after", position: first })).toBe(true);
    expect((await claimAll()).map(({ position }) => position)).toEqual([second, third]);
    // A position behind the endpoint's would leave events out.
    expect(await endpoints.resend(act(), { what: "after", position: 10_000n })).toBe(true);
    await storedOrder(opened.store);
    expect(await claimAll()).toHaveLength(1);
  });

  test("and is recorded with the reason, as each act is", async () => {
    await endpoints.resend(act(), { what: "dead" });
    await endpoints.rotateSecret(act(), 0);
    await endpoints.remove(act());
    const { rows } = await opened.database.pool.query(
      "select act, actor, note from event_endpoint_acts where endpoint_id = $1 order by at",
      [id],
    );
    const acts = ["add", "resend", "rotate_secret", "remove"];
    expect(rows).toEqual(acts.map((name) => ({ act: name, ...ada })));
    await expect(opened.database.pool.query("delete from event_endpoint_acts")).rejects.toThrow();
  });
});

describe("the removal of old events", () => {
  test("keeps those that an enabled endpoint has still to get, and takes the dispatches along", async () => {
    const kept = createEventFeed(opened.database, {
      readThrough: dispatchedThrough,
      removeReferences: removeOldDispatches,
    });
    const removeAll = async () => {
      while (await kept.removeOlderThan(-1_000, 1_000));
    };
    await opened.database.pool.query(
      "update event_endpoints set disabled_at = now(), disabled_as = 'removed' where id <> $1",
      [id],
    );
    await storedOrder(opened.store, approved);
    const [first, second] = await claimAll();
    await outbox.record(id, [sent(first?.position ?? 0n)]);
    await removeAll();
    expect(await states()).toEqual(["payer_approved pending 1"]);
    await outbox.disable(id);
    await removeAll();
    expect(await feed.eventsAt([second?.position ?? 0n])).toEqual([]);
    const { rows } = await opened.database.pool.query("select from event_dispatches");
    expect(rows).toEqual([]);
    await endpoints.enable(act());
    await storedOrder(opened.store);
    expect(await claimAll()).toHaveLength(1);
  });
});

describe("endpoints of the configuration", () => {
  const configured = { id: "orders", url, types: null };
  const store = (...list: (typeof configured)[]) =>
    storeConfiguredEndpoints(opened.database.db, list, feed.sequence);
  const isActive = async () => (await outbox.active()).some((it) => it.id === configured.id);

  test("begin at the end of the feed, and continue after they were missing for a time", async () => {
    await storedOrder(opened.store);
    await store(configured);
    while (await outbox.fanOut(configured.id));
    expect(await claim(configured.id, 100)).toEqual([]);
    await store();
    expect(await isActive()).toBe(false);
    await storedOrder(opened.store);
    await store({ ...configured, url: "https://b.example.org/" });
    while (await outbox.fanOut(configured.id));
    expect(await claim(configured.id, 100)).toHaveLength(1);
    expect(await outbox.active()).toContainEqual(
      expect.objectContaining({ id: configured.id, url: "https://b.example.org/" }),
    );
  });

  test("stay disabled after 410 when a server starts", async () => {
    await store(configured);
    await outbox.disable(configured.id);
    await store(configured);
    expect(await isActive()).toBe(false);
    await endpoints.enable({ endpointId: configured.id, ...ada });
    expect(await isActive()).toBe(true);
  });
});
