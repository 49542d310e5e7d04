import { expect, test } from "vitest";
import { toRow } from "./row.ts";
import { formatNumber, rowTable } from "./table.ts";

test("a table shows the baseline, the ratio, the rounds, and which target is met", () => {
  const baseline = { name: "bare", rounds: [1_000, 1_000] };
  const rows = [
    toRow({
      name: "prices",
      unit: "per second",
      rounds: [800, 850],
      baseline,
      target: { of: "ratio", limit: 0.9 },
    }),
    toRow({ name: "start", unit: "s", rounds: [2], target: { of: "value", limit: 10 } }),
    toRow({ name: "memory", unit: "MiB", rounds: [61.44] }),
  ];
  expect(rowTable(rows)).toBe(
    [
      "| work   | ours           | baseline               | ratio | rounds    | target  | met     |",
      "|--------|----------------|------------------------|-------|-----------|---------|---------|",
      "| prices | 850 per second | bare: 1,000 per second | 0.85  | 0.8–0.85  | ≥ 0.9 × | NOT MET |",
      "| start  | 2 s            |                        |       | 2–2       | ≤ 10 s  | met     |",
      "| memory | 61.4 MiB       |                        |       | 61.4–61.4 |         |         |",
    ].join("\n"),
  );
});

test.each([
  [Number.NaN, "–"],
  [0.12345, "0.123"],
  [12.345, "12.3"],
  [123.45, "123"],
  [1_234_567.8, "1,234,568"],
])("%s is written as %s", (value, text) => {
  expect(formatNumber(value)).toBe(text);
});
