import type { Comparison } from "./compare-reports.ts";
import { formatNumber } from "./table.ts";

/** Prints what got slower, then what got faster and what is missing. */
export function printComparison(file: string, { changes, missing }: Comparison): void {
  console.log(`\nBeside ${file}:`);
  for (const verdict of ["slower", "faster"] as const) {
    const named = changes.filter((change) => change.verdict === verdict);
    console.log(`${verdict}: ${named.length === 0 ? "nothing" : ""}`);
    for (const { name, unit, isRatio, before, after } of named)
      console.log(
        `  ${name}: ${formatNumber(before)} → ${formatNumber(after)} ${isRatio ? "× baseline" : unit}`,
      );
  }
  if (missing.length > 0) console.log(`not measured again: ${missing.join("; ")}`);
}
