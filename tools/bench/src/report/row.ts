import { median, quantile } from "./quantile.ts";

/** What a value counts. More is better only for `per second`. */
export type Unit =
  | "per second"
  | "per minute"
  | "streams"
  | "µs"
  | "ms"
  | "s"
  | "bytes"
  | "kB"
  | "MiB"
  | "% of a core";

/** The limit of a row's value, or of its ratio: the least for `per second`, else the greatest. */
export interface Target {
  readonly of: "value" | "ratio";
  readonly limit: number;
}

/** One line of the report. It is plain data, so that it survives JSON. */
export interface Row {
  /** Unique in a report: two reports are compared by it. */
  readonly name: string;
  readonly unit: Unit;
  /** The median of the rounds. */
  readonly value: number;
  readonly baseline?: { readonly name: string; readonly value: number };
  /** The median of each round's value divided by the baseline's value in the same round. */
  readonly ratio?: number;
  /** The least and the greatest of the rounds: of the ratio if there is one, else of the value. */
  readonly spread: readonly [least: number, greatest: number];
  readonly target?: Target;
  readonly met?: boolean;
}

/** The rounds of one figure, and those of its baseline in the same order. */
export interface Measurement {
  readonly name: string;
  readonly unit: Unit;
  readonly rounds: readonly number[];
  readonly baseline?: { readonly name: string; readonly rounds: readonly number[] };
  readonly target?: Target;
}

export const isMoreBetter = (unit: Unit): boolean => unit === "per second";

/** What reports are compared by: a ratio cancels out the speed of the machine. */
export const comparedFigure = ({ ratio, value }: Row): number => ratio ?? value;

/** @throws if the baseline has another number of rounds, or none for a target of the ratio. */
export function toRow({ name, unit, rounds, baseline, target }: Measurement): Row {
  const ratios = baseline && pairwiseRatios(name, rounds, baseline.rounds);
  const figures = ratios ?? rounds;
  const row: Row = {
    name,
    unit,
    value: median(rounds),
    ...(baseline && {
      baseline: { name: baseline.name, value: median(baseline.rounds) },
    }),
    ...(ratios && { ratio: median(ratios) }),
    spread: [quantile(figures, 0), quantile(figures, 1)],
  };
  return target ? { ...row, target, met: isMet(row, target) } : row;
}

function pairwiseRatios(
  name: string,
  rounds: readonly number[],
  baseline: readonly number[],
): number[] {
  if (rounds.length !== baseline.length)
    throw new Error(`${name}: ${rounds.length} rounds, but ${baseline.length} of the baseline.`);
  return rounds.map((value, round) => value / (baseline[round] ?? Number.NaN));
}

function isMet(row: Row, { of, limit }: Target): boolean {
  if (of === "ratio" && row.ratio === undefined)
    throw new Error(`${row.name} has a target of the ratio, but no baseline.`);
  const figure = of === "ratio" ? (row.ratio ?? Number.NaN) : row.value;
  // A comparison with NaN is false: what was not measured is not met.
  return isMoreBetter(row.unit) ? figure >= limit : figure <= limit;
}
