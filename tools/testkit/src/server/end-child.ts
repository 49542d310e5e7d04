import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Its end is told only once: whoever waits for it must look first. */
export const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** Ends a process unless it has ended already; its exit code, or null when a signal ended it. */
export async function endChild(
  child: ChildProcess,
  signal: "SIGTERM" | "SIGKILL",
): Promise<number | null> {
  if (!hasEnded(child)) {
    child.kill(signal);
    await once(child, "exit");
  }
  return child.exitCode;
}
