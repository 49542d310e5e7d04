import { describe, expect, test } from "vitest";
import { comparedFigure, toRow } from "./row.ts";

const baseline = { name: "bare", rounds: [100, 200, 400] };

test("a row has the median of its rounds, and the least and the greatest", () => {
  expect(toRow({ name: "a", unit: "ms", rounds: [5, 1, 3] })).toEqual({
    name: "a",
    unit: "ms",
    value: 3,
    spread: [1, 5],
  });
});

test("the ratio is ours divided by the baseline, round by round", () => {
  const row = toRow({ name: "a", unit: "µs", rounds: [200, 100, 1_200], baseline });
  expect(row.ratio).toBe(2);
  expect(row.baseline).toEqual({ name: "bare", value: 200 });
  expect(row.spread).toEqual([0.5, 3]);
  expect(comparedFigure(row)).toBe(2);
});

describe("a target", () => {
  const isMet = (unit: "per second" | "µs", ours: number, limit: number) =>
    toRow({
      name: "a",
      unit,
      rounds: [ours],
      baseline: { name: "bare", rounds: [100] },
      target: { of: "ratio", limit },
    }).met;

  test.each([
    ["per second", 90, 0.9, true],
    ["per second", 89, 0.9, false],
    ["per second", 500, 0.9, true],
    ["µs", 130, 1.3, true],
    ["µs", 131, 1.3, false],
    ["µs", 10, 1.3, true],
  ] as const)("of %s: %s beside 100 with a limit of %s is met: %s", (unit, ours, limit, met) => {
    expect(isMet(unit, ours, limit)).toBe(met);
  });

  test("of the value ignores the ratio", () => {
    const target = { of: "value", limit: 5 } as const;
    expect(toRow({ name: "a", unit: "ms", rounds: [4], target }).met).toBe(true);
    const slower = { name: "bare", rounds: [100] };
    expect(toRow({ name: "a", unit: "ms", rounds: [6], baseline: slower, target }).met).toBe(false);
  });

  test("is not met by what was not measured", () => {
    const target = { of: "value", limit: 5 } as const;
    expect(toRow({ name: "a", unit: "ms", rounds: [], target }).met).toBe(false);
    expect(toRow({ name: "a", unit: "per second", rounds: [Number.NaN], target }).met).toBe(false);
  });

  test("of the ratio needs a baseline", () => {
    const target = { of: "ratio", limit: 1 } as const;
    expect(() => toRow({ name: "a", unit: "ms", rounds: [1], target })).toThrow("no baseline");
  });
});

test("rejects a baseline with another number of rounds", () => {
  expect(() => toRow({ name: "a", unit: "ms", rounds: [1], baseline })).toThrow(
    "1 rounds, but 3 of the baseline",
  );
});
