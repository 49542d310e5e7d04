import { storageLimits } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { nearestPosition, storageScale } from "./storage-scale.ts";

describe("the scale of a slider", () => {
  test.each(Object.entries(storageLimits))("covers the whole range of %s", (_, limits) => {
    const scale = storageScale(limits);
    expect(scale[0]).toBe(limits.min);
    expect(scale.at(-1)).toBe(limits.max);
    expect(scale).toEqual([...new Set(scale)].toSorted((a, b) => a - b));
    expect(scale.every((value) => Number.isInteger(value))).toBe(true);
    expect(scale.length).toBeLessThan(110);
  });

  test("has round values", () => {
    const scale = storageScale(storageLimits.images);
    expect(scale.slice(7, 12)).toEqual([8, 9, 10, 15, 20]);
    expect(scale).toEqual(expect.arrayContaining([95, 100, 150, 950, 1000, 1500, 10_000]));
  });

  test("ends at a maximum that is not round", () => {
    expect(storageScale({ min: 0, max: 12 }).slice(-3)).toEqual([9, 10, 12]);
  });
});

test.each([
  [0, 0],
  [1, 0],
  [10, 9],
  [12, 9],
  [13, 10],
  [10_000_000, 99],
])("the position of %d GB is %d", (gigabytes, position) => {
  const scale = storageScale(storageLimits.images);
  expect(nearestPosition(scale, gigabytes)).toBe(position);
});
