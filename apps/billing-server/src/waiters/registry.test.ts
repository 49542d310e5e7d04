import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { OrderId } from "../domain/order.ts";
import { createWaiterRegistry, type WaiterRegistry } from "./registry.ts";

const one = "order-one" as OrderId;
const two = "order-two" as OrderId;
const staying = new AbortController().signal;

/** Waits, and records the outcome. */
function follow(registry: WaiterRegistry, id: OrderId, signal: AbortSignal = staying) {
  const waiter = { ended: "no" as unknown };
  const slot = registry.acquireSlot(`owner of ${id}`);
  slot
    .wait(id, signal)
    .then(
      () => (waiter.ended = "woken"),
      (reason: unknown) => (waiter.ended = reason),
    )
    .finally(() => slot[Symbol.dispose]());
  return waiter;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  // A waiter that left its timer behind would keep the process running.
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** Runs everything that is ready, without advancing the time. */
const settle = () => vi.advanceTimersByTimeAsync(0);

describe("a wake-up", () => {
  test("releases every waiter of its order and no other", async () => {
    const registry = createWaiterRegistry();
    const waiters = [follow(registry, one), follow(registry, one)];
    const other = follow(registry, two);
    expect(registry.size).toBe(3);
    registry.wake(one);
    await settle();
    expect(waiters.map(({ ended }) => ended)).toEqual(["woken", "woken"]);
    expect(other.ended).toBe("no");
    expect(registry.size).toBe(1);
    registry.wakeAll();
    await settle();
    expect(registry.size).toBe(0);
  });

  test("for all releases every waiter", async () => {
    const registry = createWaiterRegistry();
    const waiters = [follow(registry, one), follow(registry, two)];
    registry.wakeAll();
    await settle();
    expect(waiters.map(({ ended }) => ended)).toEqual(["woken", "woken"]);
    expect(registry.size).toBe(0);
  });

  test("for all releases thousands a hundred at a time, so that the database keeps up", async () => {
    const registry = createWaiterRegistry();
    const waiters = Array.from({ length: 250 }, (_, index) =>
      follow(registry, `order ${index}` as OrderId),
    );
    const woken = () => waiters.filter(({ ended }) => ended === "woken").length;
    registry.wakeAll();
    await settle();
    expect(woken()).toBe(100);
    // A waiter that arrives now has already read its order.
    const later = follow(registry, one);
    await vi.advanceTimersByTimeAsync(100);
    expect(woken()).toBe(200);
    await vi.advanceTimersByTimeAsync(100);
    expect(woken()).toBe(250);
    expect(later.ended).toBe("no");
    registry.wake(one);
    await settle();
  });

  test("without a waiter has no effect, also not later", async () => {
    const registry = createWaiterRegistry();
    registry.wake(one);
    registry.wakeAll();
    const waiter = follow(registry, one);
    await settle();
    expect(waiter.ended).toBe("no");
    registry.wake(one);
    await settle();
    expect(waiter.ended).toBe("woken");
  });

  test("sent twice counts each waiter once", async () => {
    const registry = createWaiterRegistry();
    follow(registry, one);
    registry.wake(one);
    registry.wake(one);
    await settle();
    expect(registry.size).toBe(0);
  });
});

describe("a waiter", () => {
  test.each([
    [0, 15_000],
    [0.5, 13_500],
  ])(
    "re-reads after a lost wake-up, each at its own time: by %d after %i ms",
    async (random, waitMs) => {
      vi.spyOn(Math, "random").mockReturnValueOnce(random);
      const registry = createWaiterRegistry({ longestWaitMs: 15_000 });
      const waiter = follow(registry, one);
      await vi.advanceTimersByTimeAsync(waitMs - 1);
      expect(waiter.ended).toBe("no");
      await vi.advanceTimersByTimeAsync(1);
      expect(waiter.ended).toBe("woken");
      expect(registry.size).toBe(0);
    },
  );

  test("whose client disconnects rejects with the signal's reason, without the others", async () => {
    const registry = createWaiterRegistry();
    const leaving = new AbortController();
    const gone = follow(registry, one, leaving.signal);
    const other = follow(registry, one);
    leaving.abort("the tab was closed");
    await settle();
    expect([gone.ended, other.ended]).toEqual(["the tab was closed", "no"]);
    expect(registry.size).toBe(1);
    registry.wake(one);
    await settle();
  });

  test("whose signal is already aborted is rejected", async () => {
    const registry = createWaiterRegistry();
    const waiter = follow(registry, one, AbortSignal.abort("too late"));
    expect(registry.size).toBe(0);
    await settle();
    expect(waiter.ended).toBe("too late");
  });

  test("removes its listener from a signal that outlives it", async () => {
    const registry = createWaiterRegistry();
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    follow(registry, one, signal);
    registry.wake(one);
    await settle();
    expect(added).toHaveBeenCalledOnce();
    expect(removed).toHaveBeenCalledExactlyOnceWith("abort", added.mock.calls[0]?.[1]);
  });
});

describe("slots", () => {
  const refusal = (registry: WaiterRegistry, owner: string): unknown => {
    try {
      registry.acquireSlot(owner)[Symbol.dispose]();
      return null;
    } catch (error) {
      return (error as { code: unknown }).code;
    }
  };

  test("are limited in total, and a released one is free again", () => {
    const registry = createWaiterRegistry({ limit: 2 });
    const [first] = [registry.acquireSlot("camille"), registry.acquireSlot("jonas")];
    expect(refusal(registry, "mallory")).toBe("service_unavailable");
    first[Symbol.dispose]();
    expect(refusal(registry, "mallory")).toBeNull();
  });

  test("are limited for each owner, without affecting others", () => {
    const registry = createWaiterRegistry({ limitPerOwner: 2 });
    const [first] = [registry.acquireSlot("camille"), registry.acquireSlot("camille")];
    expect(refusal(registry, "camille")).toBe("too_many_requests");
    expect(refusal(registry, "jonas")).toBeNull();
    first[Symbol.dispose]();
    expect(refusal(registry, "camille")).toBeNull();
  });

  test("are held while nothing waits in them, and released once, however often that is requested", async () => {
    const registry = createWaiterRegistry({ limitPerOwner: 1, longestWaitMs: 1_000 });
    const slot = registry.acquireSlot("camille");
    follow(registry, one);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(registry.size).toBe(0);
    expect(refusal(registry, "camille")).toBe("too_many_requests");
    slot[Symbol.dispose]();
    const next = registry.acquireSlot("camille");
    slot[Symbol.dispose]();
    expect(refusal(registry, "camille")).toBe("too_many_requests");
    next[Symbol.dispose]();
  });
});

describe("closing", () => {
  test("rejects current and future waiters", async () => {
    const registry = createWaiterRegistry();
    const waiting = [follow(registry, one), follow(registry, two)];
    registry.close();
    await settle();
    for (const { ended } of waiting) expect(ended).toMatchObject({ code: "service_unavailable" });
    expect(() => registry.acquireSlot("camille")).toThrow(
      expect.objectContaining({ code: "service_unavailable" }),
    );
    expect(registry.size).toBe(0);
  });
});

test("ten thousand waiters with every kind of end leave nothing behind", async () => {
  const registry = createWaiterRegistry({ longestWaitMs: 1_000 });
  const leaving = new AbortController();
  for (let n = 0; n < 10_000; n += 1) {
    const id = `order-${n % 500}` as OrderId;
    follow(registry, id, n % 3 === 0 ? leaving.signal : staying);
  }
  expect(registry.size).toBe(10_000);
  for (let n = 0; n < 250; n += 1) registry.wake(`order-${n}` as OrderId);
  leaving.abort();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(registry.size).toBe(0);
});
