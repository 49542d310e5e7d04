import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventFeedTopic } from "../ports/waiters.ts";
import { createWaiterRegistry } from "./registry.ts";
import { wakeFeedStreams } from "./wake-feed-streams.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A registry, a feed, and the streams that were woken. */
function setUp() {
  const registry = createWaiterRegistry();
  const feed = { last: 0n, sequenced: 0, failure: null as Error | null };
  const onError = vi.fn();
  const waking = wakeFeedStreams({
    registry,
    onError,
    sequence: async () => {
      feed.sequenced += 1;
      if (feed.failure) throw feed.failure;
      return feed.last;
    },
  });
  const watch = (seen: number) => {
    const stream = registry.watch({ owner: "s-1", topic: eventFeedTopic, seen });
    const woken = vi.fn();
    void stream.changed().then(woken);
    return { stream, woken };
  };
  return { feed, onError, waking, watch };
}

test("streams that are behind are woken within a second, also without a notification", async () => {
  const { feed, watch } = setUp();
  const [behind, current] = [watch(3), watch(4)];
  feed.last = 4n;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(behind.woken).toHaveBeenCalledOnce();
  expect(current.woken).not.toHaveBeenCalled();
});

test("nothing is checked while no stream watches", async () => {
  const { feed, waking, watch } = setUp();
  waking.checkNow();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(feed.sequenced).toBe(0);
  watch(0).stream[Symbol.dispose]();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(feed.sequenced).toBe(0);
});

test("notifications during a check lead to one more", async () => {
  const { feed, waking, watch } = setUp();
  watch(0);
  for (let call = 0; call < 10; call += 1) waking.checkNow();
  await vi.advanceTimersByTimeAsync(0);
  expect(feed.sequenced).toBe(2);
});

test("a failed check is reported, and the next one follows", async () => {
  const { feed, onError, watch } = setUp();
  const { woken } = watch(0);
  feed.failure = new Error("down");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(onError).toHaveBeenCalledWith(feed.failure);
  feed.failure = null;
  feed.last = 1n;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(woken).toHaveBeenCalledOnce();
});

test("no check follows after the end", async () => {
  const { feed, waking, watch } = setUp();
  watch(0);
  waking[Symbol.dispose]();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(feed.sequenced).toBe(0);
});
