import { describeConditions } from "@onekonsole/billing-sandbox/control";
import { type ComparedField, compareEndings } from "./compare-endings.ts";
import { observeEnding } from "./observe-ending.ts";
import { ScenarioFailure } from "./scenario-failure.ts";
import type { Scenario, ScenarioStep } from "./scenario.ts";
import { Scene } from "./scene.ts";
import type { WatchOptions } from "./watch.ts";
import type { ScenarioWorld } from "./world.ts";

/** The start or the end of a step. */
export interface StepProgress {
  /** From 0. */
  readonly index: number;
  readonly step: ScenarioStep;
  readonly status: "started" | "done";
  /** The order that was placed last, if any. */
  readonly orderId: string | undefined;
}

export interface PlayOptions extends WatchOptions {
  /** Called at the start and at the end of each step. */
  readonly onStep?: ((progress: StepProgress) => void) | undefined;
}

/** The result of a played scenario. */
export interface PlayedScenario {
  /** The order that was placed last. */
  readonly orderId: string;
  readonly fields: readonly ComparedField[];
  /** Whether all fields match. */
  readonly passed: boolean;
}

/**
 * Plays a scenario with a customer, a cluster name and orders of its own, and waits for its ending; if
 * another ending is reached, the result has it after the timeout. Ends all outages, faults and switches
 * of the scenario, also if it fails; the clock stays moved. Rejects with a `ScenarioFailure` if the world
 * is already disturbed or a step fails.
 */
export async function playScenario(
  scenario: Scenario,
  world: ScenarioWorld,
  { onStep, ...options }: PlayOptions = {},
): Promise<PlayedScenario> {
  await rejectDisturbance(world);
  const scene = new Scene(world, options);
  try {
    for (const [index, step] of scenario.steps.entries()) {
      options.signal?.throwIfAborted();
      const report = (status: StepProgress["status"]) =>
        onStep?.({ index, step, status, orderId: scene.orderIds.at(-1) });
      report("started");
      await perform(step, scene, options.signal);
      report("done");
    }
    const fields = await awaitEnding(scenario, scene);
    const passed = fields.every(({ matches }) => matches);
    return { orderId: scene.orderId, fields, passed };
  } finally {
    await scene.end();
  }
}

/** An outage or fault from elsewhere would change the result; a moved clock or another's name does not. */
async function rejectDisturbance({ control }: ScenarioWorld): Promise<void> {
  const conditions = await control.sandbox.conditions();
  const web_order = { ...conditions.web_order, refused_names: [] };
  const disturbances = describeConditions({ ...conditions, web_order, clock_offset_ms: 0 });
  if (disturbances.length > 0)
    throw new ScenarioFailure(`The sandbox is disturbed. ${disturbances.join(" ")}`);
}

async function perform(step: ScenarioStep, scene: Scene, signal?: AbortSignal): Promise<void> {
  try {
    await step.act(scene);
  } catch (error) {
    if (signal?.aborted) throw error;
    const { message } = error as Error;
    throw new ScenarioFailure(`Step failed: ${step.text} ${message}`, { cause: error });
  }
}

/** The fields when all match, or the last ones before the timeout. */
async function awaitEnding(
  { expected }: Scenario,
  scene: Scene,
): Promise<readonly ComparedField[]> {
  let last: readonly ComparedField[] = [];
  const read = async () => (last = compareEndings(expected, await observeEnding(scene)));
  const isReached = (fields: typeof last) => fields.every(({ matches }) => matches);
  try {
    return await scene.watch({ event: "the expected ending", read, isReached });
  } catch (error) {
    if (error instanceof ScenarioFailure) return last;
    throw error;
  }
}
