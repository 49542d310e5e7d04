import type { Scenario } from "@onekonsole/billing-scenarios";
import { describe, expect, test } from "vitest";
import {
  advanceRun,
  describeRun,
  isPlaying,
  type ScenarioRun,
  stepStatus,
} from "./scenario-run.ts";

const step = (text: string) => ({ actor: "payer", text, act: async () => {} }) as const;
const scenario = {
  name: "paid",
  description: "The customer pays.",
  steps: [step("One."), step("Two."), step("Three.")],
} as unknown as Scenario;
const first: ScenarioRun = { scenario, stepsDone: 0 };
const progress = (index: number, status: "started" | "done") => ({
  index,
  step: step(""),
  status,
  orderId: undefined,
});
const statuses = (run: ScenarioRun) => scenario.steps.map((_, index) => stepStatus(run, index));

describe("a run of a scenario", () => {
  test("shows the steps as they happen", () => {
    expect(statuses(first)).toEqual(["current", "upcoming", "upcoming"]);
    const second = advanceRun(advanceRun(first, progress(0, "done")), progress(1, "started"));
    expect(statuses(second)).toEqual(["done", "current", "upcoming"]);
    expect(describeRun(second)).toBe("Two.");
    const waiting = advanceRun(second, progress(2, "done"));
    expect(describeRun(waiting)).toMatch(/Waiting/);
    expect(isPlaying(waiting)).toBe(true);
  });

  test("shows the step that failed, and why", () => {
    const run = { ...advanceRun(first, progress(1, "started")), failure: "It is down." };
    expect(statuses(run)).toEqual(["done", "failed", "upcoming"]);
    expect(describeRun(run)).toBe("paid: stopped. It is down.");
    expect(isPlaying(run)).toBe(false);
  });

  test.each([
    [true, "paid: as expected."],
    [false, "paid: not as expected."],
  ])("is over with a result (%s)", (passed, text) => {
    const run = { ...first, stepsDone: 3, result: { orderId: "A", fields: [], passed } };
    expect(describeRun(run)).toBe(text);
    expect(isPlaying(run)).toBe(false);
  });
});
