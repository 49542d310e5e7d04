// Prints each figure with a baseline of the same run: compare the ratios, not the absolute numbers.
import { rmSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { buildServer } from "@onekonsole/billing-testkit/server/build-server";
import { benchApproval } from "./approval.ts";
import type { Bench } from "./bench.ts";
import { benchCreate } from "./create.ts";
import { startEnvironment } from "./environment.ts";
import { benchHistory } from "./history.ts";
import { readOptions } from "./options.ts";
import { benchPrices } from "./prices.ts";
import { readReport, writeReport } from "./report/bench-report.ts";
import { compareReports } from "./report/compare-reports.ts";
import { printComparison } from "./report/print-comparison.ts";
import { runBenches } from "./run-benches.ts";
import { benchWaiting } from "./waiting.ts";

const benches: Readonly<Record<string, Bench>> = {
  prices: benchPrices,
  create: benchCreate,
  approval: benchApproval,
  waiting: benchWaiting,
  history: benchHistory,
};
const limitMinutes = { quick: 3, full: 15 };

const options = readOptions(process.argv.slice(2), Object.keys(benches));
const { size, selected, json, compare } = options;
// Before the run: a missing file must not be found after it.
const earlier = compare === undefined ? undefined : readReport(compare);
const at = new Date().toISOString();
const limitMs = limitMinutes[size] * 60_000;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => process.exit(130));
setTimeout(() => {
  console.error(
    `The run takes longer than ${limitMinutes[size]} minutes and ends without a report.`,
  );
  process.exit(1);
}, limitMs).unref();

buildServer();
const root = join(import.meta.dirname, "..", "..", "..");
rmSync(join(root, ".cache", "bench-database"), { recursive: true, force: true });
await using environment = await startEnvironment();
const chosen = Object.fromEntries(selected.map((name) => [name, benches[name] as Bench]));
// The last benchmark to begin has a tenth of the time.
const deadline = performance.now() + limitMs * 0.9;
const { rows, incomplete } = await runBenches({ benches: chosen, environment, size, deadline });

const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`;
const report = { at, size, machine, rows };
if (json !== undefined) writeReport(json, report);
const missed = rows.filter(({ met }) => met === false);
console.log(`\n${rows.length} rows, ${missed.length} targets not met`);
if (incomplete.length > 0) console.log(`Incomplete: ${incomplete.join(", ")}`);
const comparison = earlier && compareReports(earlier, report);
if (comparison) printComparison(compare ?? "", comparison);
const isSlower = comparison?.changes.some(({ verdict }) => verdict === "slower");
process.exitCode = incomplete.length > 0 || isSlower ? 1 : 0;
