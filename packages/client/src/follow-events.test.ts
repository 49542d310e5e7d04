import { type AppRouter, errorCatalog, type ErrorCode } from "@onekonsole/billing-contract";
import { TRPCClientError, type TRPCClient } from "@trpc/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { describeFailure } from "./billing-error.ts";
import { type EventPage, followEvents, type FollowOptions } from "./follow-events.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Subscription {
  readonly input: { readonly after?: string };
  readonly onData: (event: { id: string; data: EventPage }) => void;
  readonly onError: (error: unknown) => void;
  readonly onComplete: () => void;
  isOpen: boolean;
}

/** A consumer of streams that the test sends. */
function follow(options: Partial<FollowOptions> = {}) {
  const streams: Subscription[] = [];
  const subscribe = (
    input: Subscription["input"],
    handlers: Pick<Subscription, "onData" | "onError" | "onComplete">,
  ) => {
    const stream = { input, ...handlers, isOpen: true };
    streams.push(stream);
    return { unsubscribe: () => (stream.isOpen = false) };
  };
  const trpc = { events: { watch: { subscribe } } } as unknown as TRPCClient<AppRouter>;
  const pages = followEvents(trpc, { after: null, ...options });
  const send = (cursor: string) => {
    const data: EventPage = { events: [], cursor, has_more: false };
    streams.at(-1)?.onData({ id: cursor, data });
  };
  const fail = (code: ErrorCode) => {
    const { action } = errorCatalog[code];
    const data = { billing_code: code, action, request_id: "r-1", fields: [] };
    const error = new TRPCClientError<AppRouter>("refused", {
      result: { error: { code: -32_603, message: "refused", data } } as never,
    });
    streams.at(-1)?.onError(describeFailure(error));
  };
  return { streams, pages, send, fail };
}

const turn = () => vi.advanceTimersByTimeAsync(0);

test("the first stream begins after the stored cursor, with the filters", async () => {
  const { pages, streams, send } = follow({ after: "stored", types: ["closed"], userId: "u-1" });
  const first = pages.next();
  await turn();
  expect(streams[0]?.input).toEqual({ after: "stored", types: ["closed"], user_id: "u-1" });
  send("one");
  expect(await first).toMatchObject({ value: { cursor: "one" } });
});

test("without a stored cursor, the first stream begins with the oldest kept event", async () => {
  const { pages, streams } = follow();
  void pages.next();
  await turn();
  expect(streams[0]?.input).toEqual({});
});

test("after an overload, the next stream begins behind the last page", async () => {
  const { pages, streams, send, fail } = follow();
  const first = pages.next();
  await turn();
  send("one");
  await first;
  const second = pages.next();
  fail("service_unavailable");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(streams).toHaveLength(2);
  expect(streams[1]?.input).toEqual({ after: "one" });
  send("two");
  expect(await second).toMatchObject({ value: { cursor: "two" } });
});

test("a stream that ends at once is followed by another one a second later", async () => {
  const { pages, streams } = follow();
  void pages.next();
  await turn();
  streams[0]?.onComplete();
  await vi.advanceTimersByTimeAsync(999);
  expect(streams).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(streams).toHaveLength(2);
});

test("an expired cursor rejects with its code", async () => {
  const { pages, fail } = follow({ after: "old" });
  const first = pages.next();
  const failure = first.catch((error: unknown) => error);
  await turn();
  fail("cursor_expired");
  expect(await failure).toMatchObject({ code: "cursor_expired" });
});

test("a slow consumer has few pages in memory, and misses none", async () => {
  const { pages, streams, send } = follow();
  const first = pages.next();
  await turn();
  send("page-0");
  await first;
  for (let page = 1; page <= 20; page += 1) send(`page-${page}`);
  expect(streams[0]?.isOpen).toBe(false);
  const read: (string | undefined)[] = [];
  for (let page = 1; page <= 8; page += 1) read.push((await pages.next()).value?.cursor);
  expect(read).toEqual(Array.from({ length: 8 }, (_, index) => `page-${index + 1}`));
  void pages.next();
  await turn();
  expect(streams[1]?.input).toEqual({ after: "page-8" });
});

test("a consumer that stops closes its stream", async () => {
  const { pages, streams, send } = follow();
  const first = pages.next();
  await turn();
  send("one");
  await first;
  await pages.return(undefined as never);
  expect(streams[0]?.isOpen).toBe(false);
});

test("an aborted signal rejects with its reason and closes the stream", async () => {
  const ending = new AbortController();
  const { pages, streams } = follow({ signal: ending.signal });
  const first = pages.next();
  const failure = first.catch((error: unknown) => error);
  await turn();
  const reason = new Error("enough");
  ending.abort(reason);
  expect(await failure).toBe(reason);
  expect(streams[0]?.isOpen).toBe(false);
});
