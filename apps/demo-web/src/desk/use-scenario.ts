import { playScenario, type Scenario, ScenarioFailure } from "@onekonsole/billing-scenarios";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { clients } from "./clients.ts";
import { describeFailure } from "./describe-failure.ts";
import { advanceRun, isPlaying, type ScenarioRun } from "./scenario-run.ts";
import { live } from "./use-live-queries.ts";

/** Plays one scenario at a time; `choose` is called with the order that it placed last. */
export function useScenario(choose: (orderId: string) => void) {
  const queryClient = useQueryClient();
  const [run, setRun] = useState<ScenarioRun>();
  const abort = useRef(new AbortController());
  useEffect(() => () => abort.current.abort(), []);

  async function playOne(scenario: Scenario): Promise<void> {
    abort.current = new AbortController();
    const { signal } = abort.current;
    let now: ScenarioRun = { scenario, stepsDone: 0 };
    const show = (next: ScenarioRun) => setRun((now = next));
    show(now);
    try {
      const result = await playScenario(scenario, clients, {
        signal,
        onStep: (progress) => {
          show(advanceRun(now, progress));
          if (progress.orderId !== undefined) choose(progress.orderId);
        },
      });
      show({ ...now, result });
    } catch (error) {
      const isOwn = error instanceof ScenarioFailure || error === signal.reason;
      show({ ...now, failure: isOwn ? (error as Error).message : describeFailure(error) });
    }
    await queryClient.invalidateQueries({ queryKey: [live] });
  }

  const play = (scenario: Scenario): void => {
    if (!run || !isPlaying(run)) void playOne(scenario);
  };
  return { run, play, stop: () => abort.current.abort(new Error("It was stopped.")) };
}
