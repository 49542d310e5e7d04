import { expect, test, vi } from "vitest";
import { playScenario, type StepProgress } from "./play-scenario.ts";
import { ScenarioFailure } from "./scenario-failure.ts";
import type { Scenario, ScenarioStep } from "./scenario.ts";
import { delivered } from "./scenarios/endings.ts";
import { placeOrder } from "./steps/customer.ts";
import { stillWorld } from "./testing/still-world.ts";

const scenarioWith = (...steps: readonly ScenarioStep[]): Scenario => ({
  name: "played",
  description: "A scenario of a test.",
  disturbsOthers: false,
  steps: [placeOrder, ...steps],
  expected: delivered,
});

const stepWith = (act: ScenarioStep["act"]): ScenarioStep => ({
  actor: "network",
  text: "A thing happens.",
  act,
});

test("reports the start and the end of each step, then each field as expected and as seen", async () => {
  const progress: StepProgress[] = [];
  const last = stepWith(async () => undefined);
  const played = await playScenario(scenarioWith(last), stillWorld(), {
    onStep: (it) => progress.push(it),
  });
  expect(progress.map(({ index, status }) => [index, status])).toEqual([
    [0, "started"],
    [0, "done"],
    [1, "started"],
    [1, "done"],
  ]);
  expect(progress[0]?.orderId).toBeUndefined();
  expect(progress[1]?.orderId).toBe("5O190127TN364715T");
  expect(progress.at(-1)?.step).toBe(last);
  expect(played).toMatchObject({ orderId: "5O190127TN364715T", passed: true });
  expect(played.fields).toContainEqual({
    field: "captured",
    label: "Captured",
    expected: "30.00",
    seen: "30.00",
    matches: true,
  });
});

test("returns the fields of another ending after the timeout", async () => {
  const other = { ...scenarioWith(), expected: { ...delivered, clusters: 2, disputed: true } };
  const { passed, fields } = await playScenario(other, stillWorld(), { timeoutMs: 0 });
  expect(passed).toBe(false);
  expect(
    fields
      .filter(({ matches }) => !matches)
      .map(({ field, expected, seen }) => [field, expected, seen]),
  ).toEqual([
    ["clusters", "2", "1"],
    ["disputed", "yes", "no"],
  ]);
});

test("ends what a failed scenario has switched on, the newest first, and names the step", async () => {
  const ended: string[] = [];
  const failing = stepWith(async ({ onEnd }) => {
    onEnd(async () => ended.push("outage"));
    onEnd(async () => ended.push("fault"));
    throw new Error("PayPal rejects it.");
  });
  await expect(playScenario(scenarioWith(failing), stillWorld())).rejects.toThrow(
    new ScenarioFailure("Step failed: A thing happens. PayPal rejects it."),
  );
  expect(ended).toEqual(["fault", "outage"]);
});

test("ends the rest if one end fails", async () => {
  const end = vi.fn<() => Promise<void>>(async () => undefined);
  const switching = stepWith(async ({ onEnd }) => {
    onEnd(end);
    onEnd(() => Promise.reject(new Error("unreachable")));
  });
  await expect(playScenario(scenarioWith(switching), stillWorld())).rejects.toThrow("unreachable");
  expect(end).toHaveBeenCalledOnce();
});

test("rejects a world with an outage, and accepts one with a moved clock and another's name", async () => {
  const disturbed = stillWorld({
    outages: { paypal: "refused", web_order: "none", issuer: "none" },
  });
  await expect(playScenario(scenarioWith(), disturbed)).rejects.toThrow(
    "The sandbox is disturbed. PayPal is unreachable.",
  );
});

test("performs no further step after an abort, and rejects with its reason", async () => {
  const aborting = new AbortController();
  const never = vi.fn<ScenarioStep["act"]>();
  const stop = stepWith(async () => aborting.abort(new Error("stopped")));
  const { signal } = aborting;
  const played = playScenario(scenarioWith(stop, stepWith(never)), stillWorld(), { signal });
  await expect(played).rejects.toThrow("stopped");
  expect(never).not.toHaveBeenCalled();
});
