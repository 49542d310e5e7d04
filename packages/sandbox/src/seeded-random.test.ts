import { expect, test } from "vitest";
import { seededRandom, shuffled } from "./seeded-random.ts";

const draws = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random());
};

test("the same seed returns the same numbers, another seed others", () => {
  expect(draws(7, 5)).toEqual(draws(7, 5));
  expect(draws(7, 5)).not.toEqual(draws(8, 5));
});

test("the numbers spread evenly from 0 to below 1", () => {
  const numbers = draws(1, 10_000);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  const tenths = Array.from(
    { length: 10 },
    (_, tenth) => numbers.filter((number) => Math.floor(number * 10) === tenth).length,
  );
  for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

test("a shuffle keeps every value, moves some, and does not change its input", () => {
  const values = Array.from({ length: 20 }, (_, index) => index);
  const mixed = shuffled(values, seededRandom(3));
  expect(mixed).not.toEqual(values);
  expect(mixed.toSorted((a, b) => a - b)).toEqual(values);
  expect(shuffled(values, seededRandom(3))).toEqual(mixed);
});
