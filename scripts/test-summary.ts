/** The part of vitest's JSON report that is counted. */
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

/** How the checks before the tests and the tests themselves went. */
export interface Outcome {
  readonly failedChecks: number;
  /** Undefined when the tests did not get as far as a report. */
  readonly report: TestReport | undefined;
  /** Vitest also fails for errors outside of any test. */
  readonly testsPassed: boolean;
}

export interface Summary {
  /** `N passed, M failed`, and `, K skipped` where some were. */
  readonly line: string;
  readonly exitCode: 0 | 1;
}

/** Counts tests; a failed check, or an error outside of any test, counts as one failure. */
export function summarize({ failedChecks, report, testsPassed }: Outcome): Summary {
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const failedTests = report ? report.numFailedTests + brokenFiles(report) : 0;
  const failed = failedChecks + (testsPassed ? failedTests : Math.max(failedTests, 1));
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
