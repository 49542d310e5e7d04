export type { ComparedField } from "./compare-endings.ts";
export {
  playScenario,
  type PlayedScenario,
  type PlayOptions,
  type StepProgress,
} from "./play-scenario.ts";
export { ScenarioFailure } from "./scenario-failure.ts";
export {
  type Scenario,
  type ScenarioActor,
  scenarioActors,
  type ScenarioEnding,
  type ScenarioStep,
} from "./scenario.ts";
export { scenarios } from "./scenarios/index.ts";
export { createWorld, type ScenarioWorld } from "./world.ts";
