import { playScenario, type ScenarioWorld, scenarios } from "@onekonsole/billing-scenarios";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startScenarioWorld } from "./scenario-world.ts";

let world: ScenarioWorld & AsyncDisposable;
beforeAll(async () => {
  world = await startScenarioWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const undisturbing = scenarios.filter(({ disturbsOthers }) => !disturbsOthers);
const disturbing = scenarios.filter(({ disturbsOthers }) => disturbsOthers);

describe("beside each other", () => {
  test.concurrent.each(undisturbing)("$name", async (scenario) => {
    const { fields } = await playScenario(scenario, world, { timeoutMs: 10_000 });
    expect(fields.filter(({ matches }) => !matches)).toEqual([]);
  });
});

describe("alone", () => {
  test.each(disturbing)("$name", async (scenario) => {
    const { fields } = await playScenario(scenario, world, { timeoutMs: 10_000 });
    expect(fields.filter(({ matches }) => !matches)).toEqual([]);
  });
});
