import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withDeadline } from "./with-deadline.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("aborts the work at the deadline, with a timeout as the reason", async () => {
  const ended = withDeadline(
    1_000,
    (signal) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  ).catch((reason: unknown) => reason);
  await vi.advanceTimersByTimeAsync(999);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await ended).toMatchObject({ name: "TimeoutError" });
});

test.each([
  ["succeeds", async () => "done"],
  ["fails", () => Promise.reject(new Error("no"))],
])("leaves no timer behind when the work %s", async (_, work) => {
  await withDeadline(1_000, work).catch(() => undefined);
  expect(vi.getTimerCount()).toBe(0);
});
