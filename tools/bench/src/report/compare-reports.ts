import type { BenchReport } from "./bench-report.ts";
import { comparedFigure, isMoreBetter, type Row, type Unit } from "./row.ts";

/** A row that differs from the same row of an earlier report. */
export interface Change {
  readonly name: string;
  readonly unit: Unit;
  /** Whether `before` and `after` are ratios to the baseline. */
  readonly isRatio: boolean;
  readonly before: number;
  readonly after: number;
  readonly verdict: "slower" | "faster";
}

/** What differs between two reports. */
export interface Comparison {
  readonly changes: readonly Change[];
  /** Names of the earlier report's rows that this run did not measure. */
  readonly missing: readonly string[];
}

// Below this, a difference has no consequence even if the rounds show it.
const leastChange = 0.05;

/**
 * Compares the rows that both reports have. A row is slower or faster if the rounds of the two runs
 * do not overlap, and if the medians differ by more than 5 %.
 * @throws if one of the runs was quick and the other was not.
 */
export function compareReports(before: BenchReport, after: BenchReport): Comparison {
  if (before.size !== after.size)
    throw new Error(`A ${after.size} run cannot be compared with a ${before.size} one.`);
  const earlier = new Map(before.rows.map((row) => [row.name, row]));
  const names = new Set(after.rows.map(({ name }) => name));
  return {
    changes: after.rows.flatMap((row) => toChange(earlier.get(row.name), row)),
    missing: [...earlier.keys()].filter((name) => !names.has(name)),
  };
}

function toChange(before: Row | undefined, after: Row): Change[] {
  const isRatio = after.ratio !== undefined;
  // Another unit, or a baseline that only one of the two has, makes it another figure.
  if (before?.unit !== after.unit || (before.ratio !== undefined) !== isRatio) return [];
  const verdict = judge(before, after);
  if (!verdict) return [];
  const figures = { before: comparedFigure(before), after: comparedFigure(after) };
  return [{ name: after.name, unit: after.unit, isRatio, ...figures, verdict }];
}

function judge(before: Row, after: Row): Change["verdict"] | undefined {
  const share = comparedFigure(after) / comparedFigure(before) - 1;
  if (Math.abs(share) <= leastChange) return undefined;
  const [earlierLeast, earlierGreatest] = before.spread;
  const [least, greatest] = after.spread;
  const [less, more] = isMoreBetter(after.unit)
    ? (["slower", "faster"] as const)
    : (["faster", "slower"] as const);
  if (least > earlierGreatest) return more;
  return greatest < earlierLeast ? less : undefined;
}
