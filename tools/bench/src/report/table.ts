import { isMoreBetter, type Row, type Target, type Unit } from "./row.ts";

const headings = ["work", "ours", "baseline", "ratio", "rounds", "target", "met"];

/** A Markdown table, with its columns aligned for the terminal. */
export function rowTable(rows: readonly Row[]): string {
  const cells = rows.map(rowCells);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(headings), rule, ...cells.map(line)].join("\n");
}

function rowCells({ name, unit, value, baseline, ratio, spread, target, met }: Row): string[] {
  return [
    name,
    withUnit(value, unit),
    baseline ? `${baseline.name}: ${withUnit(baseline.value, unit)}` : "",
    ratio === undefined ? "" : formatNumber(ratio),
    spread.map(formatNumber).join("–"),
    target ? targetText(target, unit) : "",
    met === undefined ? "" : met ? "met" : "NOT MET",
  ];
}

function targetText({ of, limit }: Target, unit: Unit): string {
  const sign = isMoreBetter(unit) ? "≥" : "≤";
  return of === "ratio" ? `${sign} ${limit} ×` : `${sign} ${withUnit(limit, unit)}`;
}

const withUnit = (value: number, unit: Unit): string => `${formatNumber(value)} ${unit}`;

/** Three digits, or all digits before the point. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}
