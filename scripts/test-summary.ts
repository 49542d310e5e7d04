/** The part of Vitest's JSON report that is counted. */
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

/** How the tasks of a run ended. */
export interface Outcome {
  /** Of the tasks that run tests; a task that ended without its report has none. */
  readonly reports: readonly TestReport[];
  /** Whether every task succeeded, the ones without tests included. */
  readonly succeeded: boolean;
}

export interface Summary {
  /** `N passed, M failed`, and `, K skipped` where tests were skipped. */
  readonly line: string;
  readonly exitCode: 0 | 1;
}

/** Counts the tests of all reports; where no test failed and a task did, that is one failure. */
export function summarize({ reports, succeeded }: Outcome): Summary {
  const count = (of: (report: TestReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0);
  const passed = count(({ numPassedTests }) => numPassedTests);
  const skipped = count(({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests);
  const failedTests = count((report) => report.numFailedTests + brokenFiles(report));
  const failed = succeeded ? failedTests : Math.max(failedTests, 1);
  const rest = skipped > 0 ? `, ${skipped} skipped` : "";
  return { line: `${passed} passed, ${failed} failed${rest}`, exitCode: failed === 0 ? 0 : 1 };
}

/** Files that failed although none of their tests did: they could not be loaded or set up. */
function brokenFiles({ testResults }: TestReport): number {
  return testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
}
