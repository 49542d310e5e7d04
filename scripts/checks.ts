import { join } from "node:path";

/** A program whose exit code says whether the repository is in order. */
export interface Check {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Shows its output as it comes, for what runs long; otherwise only that of a failure is shown. */
  readonly live?: boolean;
}

const root = join(import.meta.dirname, "..");

function check(name: string, program: string, args: readonly string[] = []): Check {
  return { name, program: join(root, "node_modules", ".bin", program), args };
}

const turbo = ["run", "build", "typecheck", "--output-logs=errors-only", "--log-order=grouped"];

/** Everything else builds on it. */
export const buildCheck = check("build and types of the packages", "turbo", turbo);

/** What `npm run lint` runs. */
export const lintChecks: readonly Check[] = [
  check("format", "oxfmt", ["--check"]),
  check("lint", "oxlint"),
  check("unused code", "knip"),
];

/** Types of what belongs to no package. */
export const looseTypesChecks: readonly Check[] = [
  check("types of scripts", "tsc", ["-p", "scripts"]),
  check("types of test", "tsc", ["-p", "test"]),
];

// Where so many fail, the machine or the build is broken, and each may take as long as a test may.
const enoughFailures = 25;

/** Writes the counts to `resultFile`, as vitest's JSON report. */
export function testsCheck(resultFile: string, filters: readonly string[]): Check {
  const report = `--outputFile.json=${resultFile}`;
  const args = ["run", report, `--bail=${enoughFailures}`, ...filters];
  return { ...check("tests", "vitest", args), live: true };
}
