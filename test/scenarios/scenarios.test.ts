import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describeConditions } from "@onekonsole/billing-sandbox/control";
import { playScenario, type Scenario, scenarios } from "@onekonsole/billing-scenarios";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServedWorld, startScenarioWorld } from "./scenario-world.ts";

let world: ServedWorld;
beforeAll(async () => {
  world = await startScenarioWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const undisturbing = scenarios.filter(({ disturbsOthers }) => !disturbsOthers);
const disturbing = scenarios.filter(({ disturbsOthers }) => disturbsOthers);

async function expectEnding(scenario: Scenario): Promise<void> {
  const { fields } = await playScenario(scenario, world);
  expect(fields.filter(({ matches }) => !matches)).toEqual([]);
}

describe("beside each other", () => {
  test.concurrent.each(undisturbing)("$name", expectEnding);
});

describe("alone", () => {
  test.each(disturbing)("$name", expectEnding);

  test("no scenario leaves an outage, a fault or a switch", async () => {
    const conditions = await world.control.sandbox.conditions();
    expect(describeConditions({ ...conditions, clock_offset_ms: 0 })).toEqual([]);
  });
});

const pythonExists = spawnSync("python3", ["--version"]).status === 0;

test.skipIf(!pythonExists)(
  "a Python script without our packages drives the same world",
  async () => {
    const script = join(import.meta.dirname, "../../examples/drive_sandbox.py");
    const urls = ["--billing", world.billingUrl, "--sandbox", world.controlUrl];
    const { stdout } = await promisify(execFile)("python3", [script, ...urls]);
    const cases = stdout.split("\n").filter((line) => /^\w/.test(line));
    expect(cases).toEqual([
      "purchase",
      "decline then pay",
      "lost webhook",
      "pending then denied",
      "dispute reopened",
      "three hours later",
    ]);
    expect(stdout).toContain("the order is expired; clusters at web-order: 0");
  },
);
