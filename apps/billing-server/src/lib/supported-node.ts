const oldest = 24;

/**
 * Loads and runs a program if Node is new enough for it and its dependencies; otherwise writes an
 * error and exits with code 1. An entry file imports nothing else: static imports are loaded first,
 * and a dependency would fail before the check. Plain syntax, since an old Node parses this file.
 */
export function runOnSupportedNode(name: string, load: () => Promise<unknown>): void {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= oldest) {
    void load();
    return;
  }
  process.stderr.write(`${name} requires Node ${oldest} or newer; this is Node ${node}.\n`);
  process.exitCode = 1;
}
