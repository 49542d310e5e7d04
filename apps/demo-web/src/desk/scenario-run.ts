import type { PlayedScenario, Scenario, StepProgress } from "@onekonsole/billing-scenarios";

/** A scenario that is being played, or was played last. */
export interface ScenarioRun {
  readonly scenario: Scenario;
  /** The number of steps that are done. */
  readonly stepsDone: number;
  /** Expected beside seen; undefined until the end, and after a failure. */
  readonly result?: PlayedScenario;
  /** Why it could not be played to its end. */
  readonly failure?: string;
}

export type StepStatus = "done" | "current" | "failed" | "upcoming";

export const isPlaying = ({ result, failure }: ScenarioRun): boolean =>
  result === undefined && failure === undefined;

/** The run after the start or the end of a step. */
export const advanceRun = (run: ScenarioRun, { index, status }: StepProgress): ScenarioRun => ({
  ...run,
  stepsDone: status === "done" ? index + 1 : index,
});

export function stepStatus(run: ScenarioRun, index: number): StepStatus {
  if (index < run.stepsDone) return "done";
  if (index > run.stepsDone) return "upcoming";
  return run.failure === undefined ? "current" : "failed";
}

/** What happens at the moment, or how it ended, as a sentence for a screen reader. */
export function describeRun(run: ScenarioRun): string {
  const { scenario, stepsDone, result, failure } = run;
  if (failure !== undefined) return `${scenario.name}: stopped. ${failure}`;
  if (result) return `${scenario.name}: ${result.passed ? "as expected" : "not as expected"}.`;
  return scenario.steps[stepsDone]?.text ?? "Waiting for the expected result…";
}
