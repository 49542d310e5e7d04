/** A cell; `null` and "" print as a dash. */
export type Cell = string | null;

/** Formats columns under upper-case names, as wide as their widest cell, two spaces apart. */
export function formatTable(names: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [names.map((name) => name.toUpperCase()), ...rows.map((row) => row.map(cellText))];
  const widths = names.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

const cellText = (cell: Cell): string => (cell === null || cell === "" ? "–" : cell);
