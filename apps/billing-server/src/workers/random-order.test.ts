import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type OrderSimulation, simulateOrder } from "../testing/simulation/order-simulation.ts";
import { simulationScenario } from "../testing/simulation/scenario.ts";
import { type SimulationStep, simulationSteps } from "../testing/simulation/step.ts";

const start = new Date("2026-03-01T10:00:00Z");
beforeEach(() => void vi.useFakeTimers({ now: start, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

/** All actors act concurrently, in the scheduler's order; then all faults end. */
async function play(
  scheduler: fc.Scheduler,
  script: readonly SimulationStep[],
  simulation: OrderSimulation,
) {
  await simulation.begin();
  const acting = script.map(async (step, index) => {
    await scheduler.schedule(Promise.resolve(), `${index} ${step.name}`);
    await simulation.take(step);
  });
  await scheduler.waitFor(Promise.all(acting));
  await scheduler.waitFor(simulation.heal());
}

test("an order is never captured twice, and its money is never lost, under concurrent actions", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      simulationSteps,
      simulationScenario,
      async (scheduler, script, its) => {
        vi.setSystemTime(start);
        const simulation = simulateOrder(scheduler, its);
        await play(scheduler, script, simulation);
        expect(simulation.violations, simulation.describe()).toEqual([]);
      },
    ),
    { numRuns: Number(process.env["RANDOM_ORDERS"] ?? 500) },
  );
});
