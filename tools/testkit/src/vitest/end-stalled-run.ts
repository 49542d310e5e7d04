import type { Reporter } from "vitest/node";

const lookMs = 10_000;
/** Above the limits of a test and of a hook, and of vitest's own for a worker. */
const stalledMs = 6 * 60_000;

/** What a run is ended with; tests give their own. */
export interface Ending {
  readonly say: (text: string) => void;
  readonly exit: () => void;
}

const ofProcess: Ending = {
  say: (text) => process.stderr.write(`${text}\n`),
  exit: () => process.exit(1),
};

/**
 * A reporter that ends a run in which no test has begun or ended for six minutes, and names what
 * was under way. No limit of vitest's ends a test that blocks its process, or the wait for a
 * process that a test has left behind.
 */
export function endStalledRun({ say, exit }: Ending = ofProcess): Reporter {
  const underWay = new Map<string, string>();
  let lastSignAt = performance.now();
  const sign = () => {
    lastSignAt = performance.now();
  };
  const begins = (id: string, name: string) => {
    sign();
    underWay.set(id, name);
  };
  const ends = (id: string) => {
    sign();
    underWay.delete(id);
  };
  const look = () => {
    if (performance.now() - lastSignAt < stalledMs) return;
    const names = [...underWay.values()].map((name) => `\n  ${name}`);
    say(`No test began or ended for six minutes. Under way:${names.join("") || " none"}`);
    exit();
  };
  return {
    onInit: ({ config }) => {
      // Whoever watches may leave it idle.
      if (!config.watch) setInterval(look, lookMs).unref();
    },
    onTestRunStart: sign,
    onTestModuleStart: ({ id, moduleId }) => begins(id, moduleId),
    onTestModuleEnd: ({ id }) => ends(id),
    onTestCaseReady: ({ id, fullName }) => begins(id, fullName),
    onTestCaseResult: ({ id }) => ends(id),
  };
}
