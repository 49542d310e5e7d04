import { expect, test } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import { encodeCursor } from "../domain/feed-cursor.ts";
import type { FeedEvent } from "../domain/feed-event.ts";
import type { FeedPage, FeedQuery } from "../ports/event-feed.ts";
import { eventFeedTopic } from "../ports/waiters.ts";
import { serviceCaller } from "../testing/callers.ts";
import { sampleFeed } from "../testing/sample-feed.ts";
import { capturedOrder } from "../testing/sample-order.ts";
import { createWaiterRegistry } from "../waiters/registry.ts";
import { watchEvents } from "./watch-events.ts";

const eventAt = (position: bigint): FeedEvent => ({
  position,
  version: 3,
  event: "capture_completed",
  problem: null,
  at: new Date("2026-03-01T10:04:00Z"),
  order: { ...capturedOrder(), isDisputed: false },
});

/** A feed of that many events, of which a filter by type leaves none, and a stream of it. */
function openStream(
  input: Parameters<typeof watchEvents>[1]["input"] = {},
  caller = serviceCaller(),
) {
  const feed = { last: 0n, isDown: false, queries: [] as FeedQuery[] };
  const waiters = createWaiterRegistry();
  const read = async (query: FeedQuery): Promise<FeedPage> => {
    feed.queries.push(query);
    if (feed.isDown) throw new BillingError("service_unavailable");
    const from = query.after ?? 0n;
    const count = Math.min(query.types ? 2_000 : query.limit, Number(feed.last - from));
    const positions = Array.from({ length: count }, (_, index) => from + BigInt(index) + 1n);
    const through = positions.at(-1) ?? from;
    const events = query.types ? [] : positions.map(eventAt);
    return { kind: "page", events, through, hasMore: through < feed.last };
  };
  const ending = new AbortController();
  const stream = watchEvents(
    { feed: sampleFeed({ read, sequence: async () => feed.last }), waiters },
    { caller, input, signal: ending.signal },
  );
  const next = async () => {
    const { value } = await stream.next();
    if (!value) throw new Error("The stream has ended.");
    const [id, { events, cursor }] = value;
    return { id, cursor, events: events.length };
  };
  const append = (count: number) => {
    feed.last += BigInt(count);
    waiters.wakeOutdated(new Map([[eventFeedTopic, Number(feed.last)]]));
  };
  return { feed, waiters, stream, next, append, ending };
}

const at = (position: number) => {
  const cursor = encodeCursor(BigInt(position));
  return { id: cursor, cursor };
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("the stored events are sent in pages, then each new one; the id of a page is its cursor", async () => {
  const { next, append } = openStream();
  append(130);
  expect(await next()).toEqual({ ...at(100), events: 100 });
  expect(await next()).toEqual({ ...at(130), events: 30 });
  const later = next();
  await turn();
  append(1);
  expect(await later).toEqual({ ...at(131), events: 1 });
});

test("the first page is sent at once: a stream from now has its cursor before any event", async () => {
  const { next, append } = openStream({ after: "now" });
  append(7);
  expect(await next()).toEqual({ ...at(7), events: 0 });
  append(1);
  expect(await next()).toEqual({ ...at(8), events: 1 });
});

test("the id of the last page takes precedence over the first cursor", async () => {
  const { next, append, feed } = openStream({
    after: "now",
    lastEventId: encodeCursor(3n),
  });
  append(5);
  expect(await next()).toEqual({ ...at(5), events: 2 });
  expect(feed.queries[0]).toMatchObject({ after: 3n });
});

test("events that the filter leaves out move the cursor, without a page for each", async () => {
  const { next, append, feed } = openStream({ types: ["closed"] });
  expect(await next()).toEqual({ ...at(0), events: 0 });
  const later = next();
  await turn();
  append(999);
  await turn();
  append(1);
  expect(await later).toEqual({ ...at(1_000), events: 0 });
  expect(feed.queries.length).toBeLessThan(5);
});

test("an outage of the database does not end a stream that has begun", async () => {
  const { next, append, feed } = openStream();
  append(1);
  await next();
  const later = next();
  feed.isDown = true;
  append(1);
  await turn();
  feed.isDown = false;
  append(1);
  expect(await later).toEqual({ ...at(3), events: 2 });
});

test("a stream ends with its token, so that the client reconnects with a new one", async () => {
  const { next } = openStream({}, serviceCaller({ expiresAt: new Date(Date.now() + 30) }));
  await next();
  await expect(next()).rejects.toMatchObject({ code: "service_unavailable" });
});

test("a client that disconnects ends the stream, which releases its slot", async () => {
  const { stream, next, ending, waiters } = openStream();
  await next();
  const last = stream.next();
  ending.abort();
  expect(await last).toEqual({ done: true, value: undefined });
  expect(waiters.size).toBe(0);
});

test("a damaged id of the last page is invalid_input and names it", async () => {
  const { next } = openStream({ lastEventId: "AAAAAAAAAAAAAAAC" });
  await expect(next()).rejects.toMatchObject({ fields: [{ path: "lastEventId" }] });
});
