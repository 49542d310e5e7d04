import { expect, test } from "vitest";
import { median, quantile } from "./quantile.ts";

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

test("the median is the quantile of one half", () => {
  expect(median([9, 1, 5])).toBe(5);
});
