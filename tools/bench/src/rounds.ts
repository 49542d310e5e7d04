import type { MeasuredProcess } from "@onekonsole/billing-testkit/process/measured-process";

/** One thing under measurement: `run` performs that many operations, so many at once. */
export interface Contestant {
  readonly name: string;
  readonly process: MeasuredProcess;
  readonly run: (operations: number, atOnce: number) => Promise<void>;
}

export interface Score {
  readonly name: string;
  /** Operations a second, the median of the rounds. */
  readonly perSecond: number;
  /** CPU of the measured process for one operation, over all rounds, in microseconds. */
  readonly cpuMicros: number;
}

interface Rounds {
  readonly rounds: number;
  readonly operations: number;
  readonly atOnce: number;
}

/**
 * Measures the contestants turn by turn, so that noise of the machine meets them all alike. The
 * first round warms up and is not counted.
 */
export async function compare(
  contestants: readonly Contestant[],
  { rounds, operations, atOnce }: Rounds,
): Promise<Score[]> {
  const seen = contestants.map(() => ({ rates: [] as number[], cpu: 0 }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, { process, run }] of contestants.entries()) {
      const cpu = process.cpuMicros();
      const started = performance.now();
      await run(operations, atOnce);
      const seconds = (performance.now() - started) / 1000;
      const score = seen[index];
      if (round === 0 || !score) continue;
      score.rates.push(operations / seconds);
      score.cpu += process.cpuMicros() - cpu;
    }
  }
  return contestants.map(({ name }, index) => ({
    name,
    perSecond: quantile(seen[index]?.rates ?? [], 0.5),
    cpuMicros: (seen[index]?.cpu ?? 0) / (rounds * operations),
  }));
}

/** Performs operations, so many at once. */
export async function inParallel(
  operations: number,
  atOnce: number,
  operation: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < operations) await operation(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The value below which the given share lies; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Prints scores, each beside the first one, the yardstick. */
export function printScores(title: string, scores: readonly Score[]): void {
  const [yardstick] = scores;
  console.log(`\n${title}`);
  console.table(
    Object.fromEntries(
      scores.map(({ name, perSecond, cpuMicros }) => [
        name,
        {
          "per second": Math.round(perSecond),
          "× rate": Number((perSecond / (yardstick?.perSecond ?? 1)).toFixed(2)),
          "CPU µs each": Math.round(cpuMicros),
          "× CPU": Number((cpuMicros / (yardstick?.cpuMicros ?? 1)).toFixed(2)),
        },
      ]),
    ),
  );
}
