import { expect, test } from "vitest";
import { hasGrown } from "./print-report.ts";
import type { Part } from "./run-fuzz.ts";

const mib = 1024 * 1024;
const part = (name: Part["name"], heapMib: number): Part => ({
  name,
  inputs: 1,
  heapBytes: heapMib * mib,
  statuses: new Map(),
});

test.each([
  [40, 64, false],
  [40, 65, true],
  [65, 40, false],
])("hasGrown: %s MiB after the first third and %s MiB after the last: %s", (first, last, grown) => {
  const parts = [part("warm-up", 1), part("first third", first), part("last third", last)];
  expect(hasGrown(parts)).toBe(grown);
});

test("hasGrown is false for a run that stopped early", () => {
  expect(hasGrown([part("first third", 1)])).toBe(false);
});
