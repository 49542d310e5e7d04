/** The result of one candidate. */
export interface Score {
  readonly name: string;
  /** Operations per second: the median of the rounds. */
  readonly perSecond: number;
  /** CPU time of the measured process per operation, over all rounds, in microseconds. */
  readonly cpuMicros: number;
}

/** One measured round of a candidate. */
export interface Round {
  readonly seconds: number;
  readonly cpuMicros: number;
}

/** The score of rounds with this many operations each. */
export function toScore(name: string, rounds: readonly Round[], operations: number): Score {
  const rates = rounds.map(({ seconds }) => operations / seconds);
  const cpu = rounds.reduce((sum, { cpuMicros }) => sum + cpuMicros, 0);
  return {
    name,
    perSecond: quantile(rates, 0.5),
    cpuMicros: cpu / (rounds.length * operations),
  };
}

/**
 * The smallest value that is greater than the given share of the values; NaN without values, or if a
 * value is NaN, which cannot be sorted.
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.some(Number.isNaN)) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Rows for `console.table`: each score, and its ratio to the first score, which is the baseline. */
export function scoreTable(scores: readonly Score[]) {
  const [baseline] = scores;
  return Object.fromEntries(
    scores.map(({ name, perSecond, cpuMicros }) => [
      name,
      {
        "per second": Math.round(perSecond),
        "× rate": ratio(perSecond, baseline?.perSecond),
        "CPU µs each": Math.round(cpuMicros),
        "× CPU": ratio(cpuMicros, baseline?.cpuMicros),
      },
    ]),
  );
}

const ratio = (value: number, baseline = 1): number => Number((value / baseline).toFixed(2));

export function printScores(title: string, scores: readonly Score[]): void {
  console.log(`\n${title}`);
  console.table(scoreTable(scores));
}
