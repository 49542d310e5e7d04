import { expect, test } from "vitest";
import { encodeCursor } from "../domain/feed-cursor.ts";
import type { FeedEvent } from "../domain/feed-event.ts";
import type { EventFeed, FeedQuery } from "../ports/event-feed.ts";
import { serviceCaller } from "../testing/callers.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import { sampleFeed } from "../testing/sample-feed.ts";
import { capturedOrder } from "../testing/sample-order.ts";
import { listEvents } from "./list-events.ts";

const caller = serviceCaller();

const list = (feed: EventFeed, input: Parameters<typeof listEvents>[1]["input"] = {}) =>
  listEvents(sampleDependencies({ feed }), { caller, input });

const captured: FeedEvent = {
  position: 7n,
  version: 3,
  event: "capture_completed",
  problem: "A text of an earlier release.",
  at: new Date("2026-03-01T10:04:00.123Z"),
  order: { ...capturedOrder(), refundedAmount: 100n, isDisputed: true },
};

test("an event has the order's state, money and details, and only codes for what is wrong", async () => {
  const page = { kind: "page", events: [captured], through: 9n, hasMore: true } as const;
  const shown = await list(sampleFeed({ read: async () => page }));
  const { paypalOrderId, details } = captured.order;
  expect(shown).toEqual({
    events: [
      {
        id: `${paypalOrderId}-3`,
        cursor: encodeCursor(7n),
        type: "capture_completed",
        order_id: paypalOrderId,
        version: 3,
        state: "captured",
        settled: false,
        problem_code: null,
        time: "2026-03-01T10:04:00.123Z",
        payment_status: "Paid",
        payment_summary: "Partly refunded",
        amount: { currency_code: "EUR", value: "31.00" },
        captured_amount: { currency_code: "EUR", value: "31.00" },
        refunded_amount: { currency_code: "EUR", value: "1.00" },
        reversed_amount: null,
        disputed: true,
        duplicate_of: null,
        web_order_id: null,
        order_details: details,
      },
    ],
    cursor: encodeCursor(9n),
    has_more: true,
  });
});

/** What a call reads the feed with. */
async function queryFor(input: Parameters<typeof list>[1]): Promise<FeedQuery | undefined> {
  let asked: FeedQuery | undefined;
  const feed = sampleFeed({
    sequence: async () => 42n,
    read: async (query) => {
      asked = query;
      return { kind: "page", events: [], through: 42n, hasMore: false };
    },
  });
  await list(feed, input);
  return asked;
}

test("without a cursor, the feed is read from the oldest kept event, 100 at a time", async () => {
  expect(await queryFor(undefined)).toMatchObject({ after: null, limit: 100 });
});

test("a cursor, now and the filters are applied; a user id in any case", async () => {
  expect(await queryFor({ after: encodeCursor(5n), limit: 3 })).toMatchObject({
    after: 5n,
    limit: 3,
  });
  expect(await queryFor({ after: "now", types: ["closed"] })).toMatchObject({
    after: 42n,
    types: ["closed"],
  });
  const userId = "0D4C7A10-1111-4222-8333-ABCDEFABCDEF";
  expect(await queryFor({ user_id: userId })).toMatchObject({ userId: userId.toLowerCase() });
});

test("a damaged cursor is invalid_input and names the field", async () => {
  await expect(list(sampleFeed(), { after: "AAAAAAAAAAAAAAAC" })).rejects.toMatchObject({
    code: "invalid_input",
    fields: [{ path: "after", message: "must be a cursor of an earlier response" }],
  });
});

test("a cursor before the kept events is cursor_expired, with the one to go on from", async () => {
  const feed = sampleFeed({ read: async () => ({ kind: "gap", oldest: 9n }) });
  await expect(list(feed, { after: encodeCursor(5n) })).rejects.toMatchObject({
    code: "cursor_expired",
    cursor: encodeCursor(9n),
  });
});
