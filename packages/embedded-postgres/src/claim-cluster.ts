import { readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { DataFolder } from "./data-folder.ts";
import { dataFolderInUse } from "./embedded-postgres-error.ts";

const pollMs = 50;
/** A postmaster may have been started a moment ago, its owner not yet written down. */
const unknownOwnerMs = 2_000;
/** A fast shutdown writes a checkpoint first. */
const shutdownMs = 30_000;

/**
 * Makes sure that no PostgreSQL runs in the folder. One whose owner has died is stopped and waited
 * for; a pid file left by a crash is removed when its number now belongs to something else.
 * @throws EmbeddedPostgresError when a living process owns the running one.
 */
export async function claimCluster(folder: DataFolder): Promise<void> {
  const startedAt = performance.now();
  let interrupted = false;
  for (;;) {
    const pid = readPostmasterPid(folder);
    // PostgreSQL itself removes the file of a dead process.
    if (pid === undefined || !isAlive(pid)) return;
    if (!worksIn(pid, folder.pgdata)) return rmSync(folder.postmasterPidFile, { force: true });
    const waitedMs = performance.now() - startedAt;
    const owner = readOwner(folder, pid);
    if (owner !== undefined && isAlive(owner)) throw dataFolderInUse(folder.root, pid);
    if (waitedMs > (owner === undefined ? unknownOwnerMs : shutdownMs)) {
      throw dataFolderInUse(folder.root, pid);
    }
    if (owner !== undefined && !interrupted) {
      interrupted = true;
      interrupt(pid);
    }
    await sleep(pollMs);
  }
}

/** Notes that this process owns the running postmaster. */
export function recordOwner(folder: DataFolder, postmasterPid: number): void {
  writeFileSync(folder.ownerFile, `${postmasterPid} ${process.pid}\n`);
}

function readPostmasterPid(folder: DataFolder): number | undefined {
  return numbersIn(folder.postmasterPidFile)[0];
}

/** The recorded owner of exactly this postmaster; undefined when the record speaks of another. */
function readOwner(folder: DataFolder, postmasterPid: number): number | undefined {
  const [recorded, owner] = numbersIn(folder.ownerFile);
  return recorded === postmasterPid ? owner : undefined;
}

function numbersIn(file: string): number[] {
  try {
    const [firstLine = ""] = readFileSync(file, "utf8").split("\n");
    return firstLine
      .split(" ")
      .map(Number)
      .filter((number) => number > 0);
  } catch {
    return [];
  }
}

function worksIn(pid: number, pgdata: string): boolean {
  if (process.platform !== "linux") return true;
  try {
    // A postmaster works in its data folder; after a restart its number may be anyone's.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(pgdata);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EACCES";
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, "SIGINT");
  } catch {
    // It has just gone by itself.
  }
}
