import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TestCase, TestModule, Vitest } from "vitest/node";
import { endStalledRun } from "./end-stalled-run.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minutes = 60_000;
const module = { id: "m", moduleId: "slow.test.ts" } as TestModule;
const testCase = { id: "t", fullName: "takes its time" } as TestCase;

function setUp({ watch = false } = {}) {
  const termination = { report: vi.fn(), exit: vi.fn() };
  const reporter = endStalledRun(termination);
  reporter.onInit?.({ config: { watch } } as Vitest);
  void reporter.onTestModuleStart?.(module);
  void reporter.onTestCaseReady?.(testCase);
  return { reporter, ...termination };
}

test("ends a run without test events, and names the running tests", () => {
  const { report, exit } = setUp();
  vi.advanceTimersByTime(7 * minutes);
  expect(report).toHaveBeenCalledWith(
    "No test started or ended for six minutes. Running:\n  slow.test.ts\n  takes its time",
  );
  expect(exit).toHaveBeenCalled();
});

test("does not end a run in which tests end from time to time", () => {
  const { reporter, exit } = setUp();
  vi.advanceTimersByTime(5 * minutes);
  void reporter.onTestCaseResult?.(testCase);
  vi.advanceTimersByTime(5 * minutes);
  expect(exit).not.toHaveBeenCalled();
});

test("ends a run that waits for a process that a test left behind", () => {
  const { reporter, report, exit } = setUp();
  void reporter.onTestCaseResult?.(testCase);
  void reporter.onTestModuleEnd?.(module);
  vi.advanceTimersByTime(7 * minutes);
  expect(report).toHaveBeenCalledWith(expect.stringContaining("Running: none"));
  expect(exit).toHaveBeenCalled();
});

test("does not end a watched run", () => {
  const { exit } = setUp({ watch: true });
  vi.advanceTimersByTime(60 * minutes);
  expect(exit).not.toHaveBeenCalled();
});
