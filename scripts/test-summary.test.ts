import { describe, expect, test } from "vitest";
import { summarize, type TestReport } from "./test-summary.ts";

const report: TestReport = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: "passed", assertionResults: [{ status: "passed" }] }],
};

describe("the last line of npm test", () => {
  test("says exactly how many passed when all did", () => {
    expect(summarize({ failedChecks: 0, report, testsPassed: true })).toEqual({
      line: "12 passed, 0 failed",
      exitCode: 0,
    });
  });

  test("names skipped tests without failing", () => {
    const some = { ...report, numPendingTests: 2, numTodoTests: 1 };
    expect(summarize({ failedChecks: 0, report: some, testsPassed: true })).toEqual({
      line: "12 passed, 0 failed, 3 skipped",
      exitCode: 0,
    });
  });

  test("counts failed tests", () => {
    const some = { ...report, numFailedTests: 2 };
    expect(summarize({ failedChecks: 0, report: some, testsPassed: false })).toEqual({
      line: "12 passed, 2 failed",
      exitCode: 1,
    });
  });

  test("counts a file that could not be loaded", () => {
    const testResults = [{ status: "failed", assertionResults: [] }];
    const broken = { ...report, testResults };
    expect(summarize({ failedChecks: 0, report: broken, testsPassed: false }).line).toBe(
      "12 passed, 1 failed",
    );
  });

  test("counts a failed check, whatever the tests say", () => {
    expect(summarize({ failedChecks: 1, report, testsPassed: true })).toEqual({
      line: "12 passed, 1 failed",
      exitCode: 1,
    });
  });

  test("never claims success when the tests ended without a report", () => {
    expect(summarize({ failedChecks: 0, report: undefined, testsPassed: false })).toEqual({
      line: "0 passed, 1 failed",
      exitCode: 1,
    });
  });

  test("counts an error outside of any test", () => {
    expect(summarize({ failedChecks: 0, report, testsPassed: false })).toEqual({
      line: "12 passed, 1 failed",
      exitCode: 1,
    });
  });
});
