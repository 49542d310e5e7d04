import { readFileSync, writeFileSync } from "node:fs";
import type { Size } from "../bench.ts";
import type { Row } from "./row.ts";

/** The result of one run, as `--json` writes it. */
export interface BenchReport {
  /** Start of the run, ISO 8601. */
  readonly at: string;
  readonly size: Size;
  readonly machine: string;
  readonly rows: readonly Row[];
}

/** A figure without a value is null in the file: JSON has no NaN. */
export function writeReport(file: string, report: BenchReport): void {
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
}

/** @throws if the file has no report. */
export function readReport(file: string): BenchReport {
  const report = JSON.parse(readFileSync(file, "utf8"), nullToNaN) as Partial<BenchReport>;
  if (!Array.isArray(report.rows)) throw new Error(`${file} has no report of a benchmark.`);
  return report as BenchReport;
}

const nullToNaN = (_name: string, value: unknown): unknown => value ?? Number.NaN;
