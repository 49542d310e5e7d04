import { expect, test } from "vitest";
import { boughtTwice } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";

test("scenarios have distinct names, positive weights and expected states", () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
  for (const { weight, expectedStates } of scenarios) {
    expect(weight).toBeGreaterThan(0);
    expect(expectedStates.length).toBeGreaterThan(0);
  }
});

test("the audit of double sales finds its scenario", () => {
  expect(scenarios.map(({ name }) => name)).toContain(boughtTwice);
});
