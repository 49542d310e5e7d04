import { describe, expect, test } from "vitest";
import type { BenchReport } from "./bench-report.ts";
import { compareReports } from "./compare-reports.ts";
import { type Measurement, toRow } from "./row.ts";

const report = (...measurements: Measurement[]): BenchReport => ({
  at: "2026-11-29T10:00:00.000Z",
  size: "full",
  machine: "2 cores",
  rows: measurements.map(toRow),
});

const verdict = (unit: Measurement["unit"], before: number[], after: number[]) =>
  compareReports(
    report({ name: "a", unit, rounds: before }),
    report({ name: "a", unit, rounds: after }),
  ).changes[0]?.verdict;

describe("a row of which the rounds do not overlap", () => {
  test.each([
    ["µs", [10, 11, 12], [13, 14, 15], "slower"],
    ["µs", [13, 14, 15], [10, 11, 12], "faster"],
    ["per second", [10, 11, 12], [13, 14, 15], "faster"],
    ["per second", [13, 14, 15], [10, 11, 12], "slower"],
    ["kB", [10], [11], "slower"],
  ] as const)("%s: %j, then %j, is %s", (unit, before, after, expected) => {
    expect(verdict(unit, [...before], [...after])).toBe(expected);
  });
});

test.each([
  ["the spread of the rounds", [10, 11, 14], [13, 14, 15]],
  ["a twentieth", [100, 100, 100], [104, 104, 104]],
  ["what was measured", [Number.NaN], [10]],
])("names no difference within %s", (_title, before, after) => {
  expect(verdict("ms", before, after)).toBeUndefined();
  expect(verdict("ms", after, before)).toBeUndefined();
});

test("compares the ratio, if there is one: a slower machine changes nothing", () => {
  const rows = (ours: number, bare: number) =>
    report({
      name: "a",
      unit: "µs",
      rounds: [ours],
      baseline: { name: "bare", rounds: [bare] },
    });
  expect(compareReports(rows(100, 50), rows(300, 150)).changes).toEqual([]);
  expect(compareReports(rows(100, 50), rows(90, 30)).changes).toEqual([
    { name: "a", unit: "µs", isRatio: true, before: 2, after: 3, verdict: "slower" },
  ]);
});

test("compares no value with a ratio, and no two units", () => {
  const baseline = { name: "bare", rounds: [50] };
  const plain = report({ name: "a", unit: "ms", rounds: [1] });
  const beside = report({ name: "a", unit: "ms", rounds: [100], baseline });
  const seconds = report({ name: "a", unit: "s", rounds: [100] });
  for (const other of [beside, seconds]) expect(compareReports(plain, other).changes).toEqual([]);
});

test("lists the rows that were not measured again, and ignores new ones", () => {
  const before = report({ name: "a", unit: "ms", rounds: [1] });
  const after = report({ name: "b", unit: "ms", rounds: [9] });
  expect(compareReports(before, after)).toEqual({ changes: [], missing: ["a"] });
});

test("rejects runs of different sizes", () => {
  const full = report();
  expect(() => compareReports(full, { ...full, size: "quick" })).toThrow("cannot be compared");
});
