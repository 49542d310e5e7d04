const oldest = 24;

/**
 * Loads and runs a program if Node is new enough for it and its dependencies; otherwise writes an
 * error and exits with code 1. An entry file imports nothing else: static imports are loaded first,
 * and a dependency would fail before the check. Plain syntax, since an old Node parses this file.
 */
export function runOnSupportedNode(name: string, load: () => Promise<unknown>): void {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= oldest) {
    void exitOnSignalWhile(load);
    return;
  }
  process.stderr.write(`${name} requires Node ${oldest} or newer; this is Node ${node}.\n`);
  process.exitCode = 1;
}

const signals = ["SIGTERM", "SIGINT"] as const;

/**
 * Exits on a signal until the program has loaded and has its own listeners. Process 1 of a container ignores
 * a signal without a listener, so that the program would start and run until SIGKILL.
 */
async function exitOnSignalWhile(load: () => Promise<unknown>): Promise<void> {
  const exit = (_: NodeJS.Signals, signalNumber: number) => process.exit(128 + signalNumber);
  for (const signal of signals) process.on(signal, exit);
  await load();
  for (const signal of signals) process.off(signal, exit);
}
