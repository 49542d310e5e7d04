// `npm test`: everything that must hold, in the order of what breaks most. The last line counts.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildCheck, lintChecks, looseTypesChecks, testsCheck } from "./checks.ts";
import { runCheck, runChecks } from "./run-check.ts";
import { summarize, type TestReport } from "./test-summary.ts";

const cache = join(import.meta.dirname, "..", ".cache");
const resultFile = join(cache, "test-result.json");

function readReport(): TestReport | undefined {
  try {
    return JSON.parse(readFileSync(resultFile, "utf8")) as TestReport;
  } catch {
    return undefined;
  }
}

mkdirSync(cache, { recursive: true });
rmSync(resultFile, { force: true });
const failedChecks = await runChecks([buildCheck, ...looseTypesChecks, ...lintChecks]);
const testsPassed = await runCheck(testsCheck(resultFile, process.argv.slice(2)));
const { line, exitCode } = summarize({ failedChecks, report: readReport(), testsPassed });
process.exitCode = exitCode;
process.stdout.write(`${line}\n`);
