import type { Reporter } from "vitest/node";

const pollMs = 10_000;
/** Above the limits of a test, of a hook and of Vitest's worker. */
const stalledMs = 6 * 60_000;

/** How the run is ended; tests replace it. */
export interface RunTermination {
  readonly report: (text: string) => void;
  readonly exit: () => void;
}

const terminateProcess: RunTermination = {
  report: (text) => process.stderr.write(`${text}\n`),
  exit: () => process.exit(1),
};

/**
 * A reporter that ends a run in which no test started or ended for six minutes, and names the running
 * tests. Vitest's own limits do not end a test that blocks its process, nor the wait for a process
 * that a test left behind.
 */
export function endStalledRun({ report, exit }: RunTermination = terminateProcess): Reporter {
  const running = new Map<string, string>();
  let lastEventAt = performance.now();
  const recordEvent = () => {
    lastEventAt = performance.now();
  };
  const started = (id: string, name: string) => {
    recordEvent();
    running.set(id, name);
  };
  const ended = (id: string) => {
    recordEvent();
    running.delete(id);
  };
  const endIfStalled = () => {
    if (performance.now() - lastEventAt < stalledMs) return;
    const names = [...running.values()].map((name) => `\n  ${name}`);
    report(`No test started or ended for six minutes. Running:${names.join("") || " none"}`);
    exit();
  };
  return {
    onInit: ({ config }) => {
      // A watched run may be idle.
      if (!config.watch) setInterval(endIfStalled, pollMs).unref();
    },
    onTestRunStart: recordEvent,
    onTestModuleStart: ({ id, moduleId }) => started(id, moduleId),
    onTestModuleEnd: ({ id }) => ended(id),
    onTestCaseReady: ({ id, fullName }) => started(id, fullName),
    onTestCaseResult: ({ id }) => ended(id),
  };
}
