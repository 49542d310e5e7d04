import { describe, expect, test } from "vitest";
import { summarize, type TestReport } from "./test-summary.ts";

const report: TestReport = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: "passed", assertionResults: [{ status: "passed" }] }],
};

describe("summarize", () => {
  test("counts the passed tests of all reports", () => {
    const other = { ...report, numPassedTests: 30 };
    expect(summarize({ reports: [report, other], succeeded: true })).toEqual({
      line: "42 passed, 0 failed",
      exitCode: 0,
    });
  });

  test("counts skipped tests, which are no failure", () => {
    const some = { ...report, numPendingTests: 2, numTodoTests: 1 };
    expect(summarize({ reports: [some], succeeded: true })).toEqual({
      line: "12 passed, 0 failed, 3 skipped",
      exitCode: 0,
    });
  });

  test("counts the failed tests of all reports", () => {
    const some = { ...report, numFailedTests: 2 };
    expect(summarize({ reports: [report, some], succeeded: false })).toEqual({
      line: "24 passed, 2 failed",
      exitCode: 1,
    });
  });

  test("counts a file that could not be loaded", () => {
    const testResults = [{ status: "failed", assertionResults: [] }];
    expect(summarize({ reports: [{ ...report, testResults }], succeeded: false }).line).toBe(
      "12 passed, 1 failed",
    );
  });

  test("counts a failed task without a failed test as one failure", () => {
    expect(summarize({ reports: [report], succeeded: false })).toEqual({
      line: "12 passed, 1 failed",
      exitCode: 1,
    });
  });

  test.each([true, false])("counts a run without reports as a failure: %s", (succeeded) => {
    expect(summarize({ reports: [], succeeded })).toEqual({
      line: "0 passed, 1 failed",
      exitCode: 1,
    });
  });

  test("fails if a test failed although every task succeeded", () => {
    const some = { ...report, numFailedTests: 1 };
    expect(summarize({ reports: [some], succeeded: true }).exitCode).toBe(1);
  });
});
