import { rmSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { buildServer } from "@onekonsole/billing-testkit/server/build-server";
import type { Bench } from "./bench.ts";
import { databaseFolder, startEnvironment } from "./environment.ts";
import type { BenchOptions } from "./options.ts";
import { readReport, writeReport } from "./report/bench-report.ts";
import { compareReports } from "./report/compare-reports.ts";
import { printComparison } from "./report/print-comparison.ts";
import { runBenches } from "./run-benches.ts";

const limitMinutes = { quick: 4, full: 15 };

/**
 * Runs the selected benchmarks, prints and writes the report, and compares it with an earlier one.
 * Resolves with the exit code: 1 if a benchmark is incomplete or a row is slower.
 */
export async function runCommand(
  benches: Readonly<Record<string, Bench>>,
  { size, selected, json, compare }: BenchOptions,
): Promise<number> {
  // Before the run: a file that is missing must not stop the program after it.
  const earlier = compare === undefined ? undefined : readReport(compare);
  const at = new Date().toISOString();
  const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
  endAfter(limitMinutes[size]);
  buildServer();
  rmSync(databaseFolder, { recursive: true, force: true });
  await using environment = await startEnvironment();
  // The last benchmark to begin has a sixth of the time.
  const deadline = performance.now() + (limitMinutes[size] * 60_000 * 5) / 6;
  const chosen = Object.fromEntries(selected.map((name) => [name, benches[name] as Bench]));
  const { rows, incomplete } = await runBenches({ benches: chosen, environment, size, deadline });

  const report = { at, size, machine, rows };
  if (json !== undefined) writeReport(json, report);
  const missed = rows.filter(({ met }) => met === false).length;
  console.log(`\n${rows.length} rows, ${missed} targets not met`);
  if (incomplete.length > 0) console.log(`Incomplete: ${incomplete.join(", ")}`);
  const comparison = earlier && compareReports(earlier, report);
  if (comparison) printComparison(compare ?? "", comparison);
  const isSlower = comparison?.changes.some(({ verdict }) => verdict === "slower");
  return incomplete.length > 0 || isSlower ? 1 : 0;
}

/** Ends the program at a signal, or when it takes too long. All that it started ends with it. */
function endAfter(minutes: number): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => process.exit(130));
  setTimeout(() => {
    console.error(`The run takes longer than ${minutes} minutes and ends without a report.`);
    process.exit(1);
  }, minutes * 60_000).unref();
}
