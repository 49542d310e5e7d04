import type { Log } from "../ports/log.ts";

/** Runs one step of the startup. A step that rejects because the startup was aborted is logged by name. */
export type RunStep = <T>(name: string, work: () => Promise<T>) => Promise<T>;

export const startupSteps =
  (log: Pick<Log, "info">, stopping: AbortSignal): RunStep =>
  async (name, work) => {
    try {
      return await work();
    } catch (error) {
      if (stopping.aborted) log.info({ step: name }, "startup aborted");
      throw error;
    }
  };
