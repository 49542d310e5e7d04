const minimumVersion = 24;

/**
 * Loads and runs a program if Node is new enough; otherwise prints the required version to standard
 * error and sets exit code 1. The entry file must import nothing else: static imports load first, and a
 * dependency would fail before the message. Plain syntax, since an old Node parses this file too.
 */
export function runOnSupportedNode(name: string, load: () => Promise<unknown>): void {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= minimumVersion) {
    void load();
    return;
  }
  process.stderr.write(`${name} requires Node ${minimumVersion} or newer; this is Node ${node}.\n`);
  process.exitCode = 1;
}
