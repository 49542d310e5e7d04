// `npm test`: every task of turbo.json; what did not change since its last run is not run again.
// `npm test -- FILTER…`: the checks, then the test files whose path contains a filter. The last line counts.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { summarize, type TestReport } from "./test-summary.ts";

const root = join(import.meta.dirname, "..");
const checks = ["build", "typecheck", "format", "lint", "unused"];
const tests = ["unit", "flow", "browser"];
const reports = `{apps/*,packages/*,tools/*,scripts,test}/.cache/{${tests.join(",")}}.json`;
const filteredReport = join(".cache", "filtered.json");
const processors = availableParallelism();

// Turbo starts tasks in the order of dependencies, so the longest ones would be last: these packages, one
// after the other, run beside the rest. More at once would stretch the deadlines of flows.
const longest = [
  "@onekonsole/billing-flows",
  "@onekonsole/billing-server",
  "@onekonsole/billing-demo-web",
];
const rest = longest.map((name) => `!${name}`);
const groupConcurrency = Math.max(1, Math.floor(processors / 2));

async function run(program: string, args: readonly string[]): Promise<boolean> {
  const path = join(root, "node_modules", ".bin", program);
  const [exitCode] = await once(spawn(path, args, { cwd: root, stdio: "inherit" }), "exit");
  return exitCode === 0;
}

interface TaskOptions {
  readonly concurrency?: number;
  /** Names of packages, or `!` and the names of others; all packages by default. */
  readonly packages?: readonly string[];
}

/** Runs tasks; after a failure, still runs all tasks that do not depend on it. */
function runTasks(tasks: readonly string[], options: TaskOptions = {}): Promise<boolean> {
  const { concurrency = processors + 1, packages = [] } = options;
  const logs = ["--output-logs=new-only", "--log-order=grouped"];
  const flags = ["--continue=dependencies-successful", `--concurrency=${concurrency}`, ...logs];
  return run("turbo", ["run", ...tasks, ...flags, ...packages.map((name) => `--filter=${name}`)]);
}

async function runAll(): Promise<boolean> {
  // First, so that no two groups build the same package.
  const built = await runTasks(["build"]);
  const runGroup = (packages: readonly string[]) =>
    runTasks([...checks, ...tests], { packages, concurrency: groupConcurrency });
  const runLongest = async () => {
    const succeeded: boolean[] = [];
    for (const name of longest) succeeded.push(await runGroup([name]));
    return succeeded.every(Boolean);
  };
  const succeeded = await Promise.all([runLongest(), runGroup(rest)]);
  return built && succeeded.every(Boolean);
}

async function runFiltered(filters: readonly string[]): Promise<boolean> {
  const passed = await runTasks(checks);
  const output = `--outputFile.json=${filteredReport}`;
  return (await run("vitest", ["run", output, ...filters])) && passed;
}

const read = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8")) as TestReport;

const filters = process.argv.slice(2);
const files = () => globSync(filters.length > 0 ? filteredReport : reports, { cwd: root });
// A task that fails early must not leave the report of an earlier run.
for (const file of files()) rmSync(join(root, file));
const succeeded = await (filters.length > 0 ? runFiltered(filters) : runAll());
const { line, exitCode } = summarize({ reports: files().map(read), succeeded });
process.exitCode = exitCode;
process.stdout.write(`${line}\n`);
