import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TestCase, TestModule, Vitest } from "vitest/node";
import { endStalledRun } from "./end-stalled-run.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minutes = 60_000;
const module = { id: "m", moduleId: "slow.test.ts" } as TestModule;
const testCase = { id: "t", fullName: "takes its time" } as TestCase;

function setUp({ watch = false } = {}) {
  const ending = { say: vi.fn(), exit: vi.fn() };
  const reporter = endStalledRun(ending);
  reporter.onInit?.({ config: { watch } } as Vitest);
  void reporter.onTestModuleStart?.(module);
  void reporter.onTestCaseReady?.(testCase);
  return { reporter, ...ending };
}

test("a run in which nothing happens any more is ended, naming what was under way", () => {
  const { say, exit } = setUp();
  vi.advanceTimersByTime(7 * minutes);
  expect(say).toHaveBeenCalledWith(
    "No test began or ended for six minutes. Under way:\n  slow.test.ts\n  takes its time",
  );
  expect(exit).toHaveBeenCalled();
});

test("a run in which tests end now and then goes on", () => {
  const { reporter, exit } = setUp();
  vi.advanceTimersByTime(5 * minutes);
  void reporter.onTestCaseResult?.(testCase);
  vi.advanceTimersByTime(5 * minutes);
  expect(exit).not.toHaveBeenCalled();
});

test("a run that waits for what a test has left is ended as well", () => {
  const { reporter, say, exit } = setUp();
  void reporter.onTestCaseResult?.(testCase);
  void reporter.onTestModuleEnd?.(module);
  vi.advanceTimersByTime(7 * minutes);
  expect(say).toHaveBeenCalledWith(expect.stringContaining("Under way: none"));
  expect(exit).toHaveBeenCalled();
});

test("a run that somebody watches may be idle", () => {
  const { exit } = setUp({ watch: true });
  vi.advanceTimersByTime(60 * minutes);
  expect(exit).not.toHaveBeenCalled();
});
