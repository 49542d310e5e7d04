import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCpuMicros } from "@onekonsole/billing-testkit/process/measured-process";
import type { CpuMeter } from "../compare.ts";

/**
 * The CPU time of PostgreSQL: the postmaster, its processes, and those that have ended.
 * @param databaseFolder as in the environment
 */
export function postgresCpu(databaseFolder: string): CpuMeter {
  const pidFile = join(databaseFolder, "cluster", "pgdata", "postmaster.pid");
  const postmaster = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
  return { cpuMicros: () => sumCpuMicros(postmaster, readProcesses()) };
}

/** The time of the process with that id, of its children, and of its children that have ended. */
export function sumCpuMicros(postmaster: number, stats: readonly string[]): number {
  let sum = 0;
  for (const stat of stats) {
    const isPostmaster = Number.parseInt(stat, 10) === postmaster;
    if (!isPostmaster && parentId(stat) !== postmaster) continue;
    sum += parseCpuMicros(stat);
    if (isPostmaster) sum += endedChildrenMicros(stat);
  }
  return sum;
}

const fieldsAfterName = (stat: string): readonly string[] =>
  stat.slice(stat.lastIndexOf(") ") + 2).split(" ");

const parentId = (stat: string): number => Number(fieldsAfterName(stat)[1]);

const microsPerTick = 10_000;

function endedChildrenMicros(stat: string): number {
  const fields = fieldsAfterName(stat);
  return (Number(fields[13]) + Number(fields[14])) * microsPerTick;
}

function readProcesses(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readStat(pid) ?? []);
}

function readStat(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    // The process has ended since.
    return undefined;
  }
}
