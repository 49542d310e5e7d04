import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createRefresher } from "./refresher.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("createRefresher", () => {
  test("refreshes after a signal, and twice later for what follows from it", () => {
    const refresh = vi.fn();
    createRefresher(refresh).signal();
    for (const [ms, calls] of [
      [199, 0],
      [1, 1],
      [1_499, 1],
      [1, 2],
      [2_299, 2],
      [2, 3],
      [60_000, 3],
    ] as const) {
      vi.advanceTimersByTime(ms);
      expect(refresh).toHaveBeenCalledTimes(calls);
    }
  });

  test("refreshes every 1.5 seconds under constant signals", () => {
    const refresh = vi.fn();
    const { signal } = createRefresher(refresh);
    for (let passed = 0; passed < 6_500; passed += 10) {
      signal();
      vi.advanceTimersByTime(10);
    }
    expect(refresh).toHaveBeenCalledTimes(5);
  });

  test("refreshes no more once it is stopped", () => {
    const refresh = vi.fn();
    const { signal, stop } = createRefresher(refresh);
    signal();
    stop();
    vi.advanceTimersByTime(60_000);
    expect(refresh).not.toHaveBeenCalled();
  });
});
