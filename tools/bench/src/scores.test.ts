import { expect, test } from "vitest";
import { quantile, scoreTable, toScore } from "./scores.ts";

test.each([
  [0, 1],
  [0.5, 3],
  [0.99, 5],
  [1, 5],
])("quantile: a share of %s is %s", (share, value) => {
  expect(quantile([5, 1, 4, 2, 3], share)).toBe(value);
});

test("quantile: takes the upper of two candidates", () => {
  const samples = Array.from({ length: 300 }, (_, index) => 300 - index);
  expect(quantile(samples, 0.99)).toBe(298);
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(3);
});

test("quantile has no value without values, and leaves its input unsorted", () => {
  expect(quantile([], 0.5)).toBeNaN();
  expect(quantile([3, Number.NaN, 1, 2], 0)).toBeNaN();
  const values = [2, 1];
  quantile(values, 0.5);
  expect(values).toEqual([2, 1]);
});

test("toScore has the median rate and the mean CPU time per operation", () => {
  const rounds = [
    { seconds: 1, cpuMicros: 1_000 },
    { seconds: 2, cpuMicros: 2_000 },
    { seconds: 10, cpuMicros: 6_000 },
  ];
  expect(toScore("a", rounds, 100)).toEqual({ name: "a", perSecond: 50, cpuMicros: 30 });
});

test("scoreTable has the ratio of each score to the first", () => {
  const baseline = { name: "baseline", perSecond: 1_000.4, cpuMicros: 300 };
  const other = { name: "other", perSecond: 333, cpuMicros: 450 };
  expect(scoreTable([baseline, other])).toEqual({
    baseline: { "per second": 1_000, "× rate": 1, "CPU µs each": 300, "× CPU": 1 },
    other: { "per second": 333, "× rate": 0.33, "CPU µs each": 450, "× CPU": 1.5 },
  });
});
