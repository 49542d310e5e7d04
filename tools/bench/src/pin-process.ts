import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** The core of what is measured, or those of the load, the upstreams and the database. */
export type Cores = "measured" | "others";

/**
 * Restricts a process, and what it starts later, to its cores, so that the load does not take the
 * measured program's time. Does nothing with one core, or without `taskset`.
 */
export function pinProcess(pid: number, cores: Cores): void {
  const last = availableCores - 1;
  if (last < 1) return;
  const list = cores === "measured" ? "0" : `1-${last}`;
  try {
    execFileSync("taskset", ["-a", "-c", "-p", list, String(pid)], { stdio: "ignore" });
  } catch {
    // Without taskset the figures vary more.
  }
}

// Of this process before it was pinned.
const availableCores = availableParallelism();
