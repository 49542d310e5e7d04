import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchReport } from "./bench-report.ts";
import { rowTable } from "./table.ts";

const begin = "<!-- bench: written by `npm run bench -- --publish` -->";
const end = "<!-- bench: end -->";

const page = join(import.meta.dirname, "..", "..", "..", "..", "docs", "performance.md");

/** Writes the report's table into docs/performance.md. */
export function publishTable(report: BenchReport): void {
  writeFileSync(page, replaceTable(readFileSync(page, "utf8"), report));
}

/** @throws if the page has not the two comments that enclose the table. */
export function replaceTable(text: string, { at, size, machine, rows }: BenchReport): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page has no place for the table: ${begin}`);
  const met = rows.filter((row) => row.met).length;
  const targets = rows.filter((row) => row.target).length;
  const summary = `A ${size} run of ${at.slice(0, 10)} on ${machine}: ${met} of ${targets} targets met.`;
  const content = `${begin}\n\n${summary}\n\n${rowTable(rows)}\n\n`;
  return text.slice(0, from) + content + text.slice(to);
}
