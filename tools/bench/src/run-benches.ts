import type { Bench, Size } from "./bench.ts";
import type { BenchEnvironment } from "./environment.ts";
import type { Row } from "./report/row.ts";
import { rowTable } from "./report/table.ts";

export interface BenchRun {
  readonly rows: readonly Row[];
  /** The benchmarks that failed or had no time left. */
  readonly incomplete: readonly string[];
}

interface BenchesToRun {
  readonly benches: Readonly<Record<string, Bench>>;
  readonly environment: BenchEnvironment;
  readonly size: Size;
  /** Of `performance.now()`: no benchmark begins after it. */
  readonly deadline: number;
}

/** Runs the benchmarks in turn and prints each one's rows. One that fails does not end the run. */
export async function runBenches(run: BenchesToRun): Promise<BenchRun> {
  const rows: Row[] = [];
  const incomplete: string[] = [];
  for (const [name, bench] of Object.entries(run.benches)) {
    const startedAt = performance.now();
    if (startedAt >= run.deadline) {
      console.log(`\n${name}: not run, no time is left`);
      incomplete.push(name);
      continue;
    }
    try {
      const measured = await bench(run.environment, run.size);
      rows.push(...measured);
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      console.log(`\n${name} (${seconds} s)\n${rowTable(measured)}`);
    } catch (error) {
      console.error(`\n${name} failed:`, error);
      incomplete.push(name);
    } finally {
      await run.environment.stopPrograms();
    }
  }
  return { rows, incomplete };
}
