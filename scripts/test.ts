// `npm test`: every task of turbo.json; what did not change since its last run is not run again.
// `npm test -- FILTER…`: the checks, then the test files whose path contains a filter. The last line counts.
import { spawnSync } from "node:child_process";
import { globSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { summarize, type TestReport } from "./test-summary.ts";

const root = join(import.meta.dirname, "..");
const checks = ["build", "typecheck", "format", "lint", "unused"];
const tests = ["unit", "flow", "browser"];
const reports = `{apps/*,packages/*,tools/*,scripts,test}/.cache/{${tests.join(",")}}.json`;
// One task more than processors, since tests also wait. More would stretch the deadlines of flows.
const concurrency = availableParallelism() + 1;
const filteredReport = join(".cache", "filtered.json");

function run(program: string, args: readonly string[]): boolean {
  const path = join(root, "node_modules", ".bin", program);
  return spawnSync(path, args, { cwd: root, stdio: "inherit" }).status === 0;
}

/** Runs tasks, the rest of them as well where one fails. */
function runTasks(tasks: readonly string[]): boolean {
  const logs = ["--output-logs=new-only", "--log-order=grouped"];
  const flags = ["--continue=dependencies-successful", `--concurrency=${concurrency}`, ...logs];
  return run("turbo", ["run", ...tasks, ...flags]);
}

function runFiltered(filters: readonly string[]): boolean {
  const passed = runTasks(checks);
  const output = `--outputFile.json=${filteredReport}`;
  return run("vitest", ["run", output, ...filters]) && passed;
}

const read = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8")) as TestReport;

const filters = process.argv.slice(2);
const files = () => globSync(filters.length > 0 ? filteredReport : reports, { cwd: root });
// A task that fails early must not leave the report of an earlier run.
for (const file of files()) rmSync(join(root, file));
const succeeded = filters.length > 0 ? runFiltered(filters) : runTasks([...checks, ...tests]);
const { line, exitCode } = summarize({ reports: files().map(read), succeeded });
process.exitCode = exitCode;
process.stdout.write(`${line}\n`);
