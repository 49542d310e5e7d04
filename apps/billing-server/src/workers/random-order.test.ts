import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { randomScenario } from "../testing/random-scenario.ts";
import { type RandomStep, randomSteps } from "../testing/random-step.ts";
import { type World, worldOf } from "../testing/random-world.ts";

const start = new Date("2026-03-01T10:00:00Z");
beforeEach(() => void vi.useFakeTimers({ now: start, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

/** Everybody acts at once, call by call in the scheduler's order; then everything heals. */
async function play(scheduler: fc.Scheduler, script: readonly RandomStep[], world: World) {
  await world.begin();
  const acting = script.map(async (step, index) => {
    await scheduler.schedule(Promise.resolve(), `${index} ${step.name}`);
    await world.take(step);
  });
  await scheduler.waitFor(Promise.all(acting));
  await scheduler.waitFor(world.heal());
}

test("an order never loses, takes twice or forgets its money, whoever acts on it when", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      randomSteps,
      randomScenario,
      async (scheduler, script, its) => {
        vi.setSystemTime(start);
        const world = worldOf(scheduler, its);
        await play(scheduler, script, world);
        expect(world.violations, world.story()).toEqual([]);
      },
    ),
    { numRuns: Number(process.env["RANDOM_ORDERS"] ?? 500) },
  );
});
