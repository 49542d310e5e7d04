import type { ScenarioActor, ScenarioStep } from "../scenario.ts";
import type { Scene } from "../scene.ts";

type Fault = Parameters<Scene["control"]["faults"]["add"]>[0];
type Simulator = Fault["simulator"];

/** A fault of one call. If the call is never made, the end of the scene removes the simulator's faults. */
export const addFault = (actor: ScenarioActor, text: string, fault: Fault): ScenarioStep => ({
  actor,
  text,
  act: async ({ control, onEnd }) => {
    await control.faults.add(fault);
    onEnd(async () => {
      const { waiting } = await control.faults.list();
      if (waiting.some(({ operation }) => operation === fault.operation))
        await control.faults.clear({ simulator: fault.simulator });
    });
  },
});

export const beginOutage = (simulator: Simulator, text: string): ScenarioStep => ({
  actor: simulator,
  text,
  act: async ({ control, onEnd }) => {
    await control.faults.outage({ simulator, kind: "unavailable" });
    onEnd(() => control.faults.outage({ simulator, kind: "none" }));
  },
});

export const endOutage = (simulator: Simulator, text: string): ScenarioStep => ({
  actor: simulator,
  text,
  act: ({ control }) => control.faults.outage({ simulator, kind: "none" }),
});
