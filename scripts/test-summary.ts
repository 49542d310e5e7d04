/** The counted part of Vitest's JSON report. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** The result of a run's tasks. */
export interface Outcome {
  /** The reports of the test tasks. A task that failed early has no report. */
  readonly reports: readonly TestReport[];
  /** Whether every task succeeded, including those without tests. */
  readonly succeeded: boolean;
}

export interface Summary {
  /** `N passed, M failed`, followed by `, K skipped` if tests were skipped. */
  readonly line: string;
  readonly exitCode: 0 | 1;
}

/**
 * Counts the tests of all reports. A failed task without a failed test counts as one failure, and so
 * does a run without a report: it has tested nothing.
 */
export function summarize({ reports, succeeded }: Outcome): Summary {
  const count = (of: (report: TestReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0);
  const passed = count(({ numPassedTests }) => numPassedTests);
  const skipped = count(({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests);
  const failedTests = count((report) => report.numFailedTests + countBrokenFiles(report));
  const hasTested = succeeded && reports.length > 0;
  const failed = hasTested ? failedTests : Math.max(failedTests, 1);
  const rest = skipped > 0 ? `, ${skipped} skipped` : "";
  return { line: `${passed} passed, ${failed} failed${rest}`, exitCode: failed === 0 ? 0 : 1 };
}

/** Files that failed without a failed test: they could not be loaded or set up. */
function countBrokenFiles({ testResults }: TestReport): number {
  return testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
}
