import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { OrderId } from "../domain/order.ts";
import { checkMissedChanges } from "./check-missed-changes.ts";
import { createWaiterRegistry } from "./registry.ts";

const id = (n: number) => `order-${n}` as OrderId;

function setUp(orders: number) {
  const registry = createWaiterRegistry();
  const versions = new Map<OrderId, number>();
  const woken: OrderId[] = [];
  for (let n = 0; n < orders; n += 1) {
    versions.set(id(n), 1);
    const watch = registry.watch({ owner: id(n), topic: id(n), seen: 1 });
    void watch.changed().then(() => woken.push(id(n)));
  }
  const readVersions = vi.fn(
    async (ids: readonly OrderId[]): Promise<ReadonlyMap<OrderId, number>> =>
      new Map(ids.map((orderId) => [orderId, versions.get(orderId) ?? 0])),
  );
  const onError = vi.fn();
  const check = checkMissedChanges({ registry, readVersions, onError, everyMs: 15_000 });
  return { versions, woken, readVersions, onError, check, [Symbol.dispose]: check[Symbol.dispose] };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  // A check that left its timer behind would read a closed database.
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe("the check for missed changes", () => {
  test.each([
    [0, 15_000],
    [0.5, 13_500],
  ])("wakes streams that are behind, with jitter: by %d after %i ms", async (random, waitMs) => {
    vi.spyOn(Math, "random").mockReturnValueOnce(random);
    using checked = setUp(2);
    checked.versions.set(id(1), 2);
    await vi.advanceTimersByTimeAsync(waitMs - 1);
    expect(checked.readVersions).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(checked.woken).toEqual([id(1)]);
  });

  test("reads a thousand orders in one statement, and none without streams", async () => {
    using checked = setUp(2_500);
    using idle = setUp(0);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(checked.readVersions.mock.calls.map(([ids]) => ids.length)).toEqual([1_000, 1_000, 500]);
    expect(new Set(checked.readVersions.mock.calls.flatMap(([ids]) => ids)).size).toBe(2_500);
    expect(checked.woken).toEqual([]);
    expect(idle.readVersions).not.toHaveBeenCalled();
  });

  test("repeats", async () => {
    using checked = setUp(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(checked.readVersions.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(checked.readVersions.mock.calls.length).toBeLessThanOrEqual(5);
  });

  test("runs at once on request, and then at its usual time", async () => {
    using checked = setUp(2);
    checked.versions.set(id(0), 2);
    await checked.check.checkNow();
    expect(checked.woken).toEqual([id(0)]);
    await vi.advanceTimersByTimeAsync(11_999);
    expect(checked.readVersions).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(3_001);
    expect(checked.readVersions).toHaveBeenCalledTimes(2);
  });

  test("runs once more if it is requested while it runs", async () => {
    using checked = setUp(1);
    const old = Promise.withResolvers<ReadonlyMap<OrderId, number>>();
    checked.readVersions.mockReturnValueOnce(old.promise);
    const first = checked.check.checkNow();
    await vi.advanceTimersByTimeAsync(0);
    checked.versions.set(id(0), 2);
    const second = checked.check.checkNow();
    old.resolve(new Map([[id(0), 1]]));
    await first;
    expect(checked.woken).toEqual([]);
    await second;
    expect(checked.woken).toEqual([id(0)]);
  });

  test("reports a failure and continues", async () => {
    using checked = setUp(1);
    const failure = new Error("The database is down.");
    checked.readVersions.mockRejectedValueOnce(failure);
    checked.versions.set(id(0), 2);
    await checked.check.checkNow();
    expect(checked.onError).toHaveBeenCalledExactlyOnceWith(failure);
    expect(checked.woken).toEqual([]);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(checked.woken).toEqual([id(0)]);
  });

  test("stops between two statements when it is disposed of", async () => {
    const checked = setUp(1_500);
    const running = checked.check.checkNow();
    checked[Symbol.dispose]();
    await running;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(checked.readVersions.mock.calls.length).toBeLessThanOrEqual(1);
  });
});
