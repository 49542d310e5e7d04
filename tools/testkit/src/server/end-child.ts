import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Whether a process has exited. `exit` is emitted once, so check this before waiting for it. */
export const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** Ends a process unless it has exited; resolves with its exit code, or `null` after a signal. */
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
