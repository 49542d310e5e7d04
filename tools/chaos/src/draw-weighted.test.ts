import { expect, test } from "vitest";
import { drawWeighted } from "./draw-weighted.ts";

const items = [
  { name: "a", weight: 1 },
  { name: "b", weight: 3 },
  { name: "c", weight: 0 },
];

test.each([
  [0, "a"],
  [0.249, "a"],
  [0.25, "b"],
  [0.999, "b"],
  // A generator that returns 1 must not leave the range.
  [1, "a"],
])("draws by weight: %s is %s", (number, name) => {
  expect(drawWeighted(items, () => number).name).toBe(name);
});

test("rejects an empty list", () => {
  expect(() => drawWeighted([], () => 0)).toThrow("There is nothing to draw from.");
});
