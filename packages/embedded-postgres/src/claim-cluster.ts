import { readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { DataFolder } from "./data-folder.ts";
import { dataFolderInUse } from "./embedded-postgres-error.ts";

const pollMs = 50;
/** How long to wait for the owner record of a postmaster that has just started. */
const unknownOwnerMs = 2_000;
/** A fast shutdown writes a checkpoint first. */
const shutdownMs = 30_000;

/**
 * Ensures that no PostgreSQL runs in the folder. One whose owner process has ended is stopped; a stale pid file
 * is removed if its pid belongs to another program.
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

/** Records this process as the owner of the running postmaster. */
export function recordOwner(folder: DataFolder, postmasterPid: number): void {
  writeFileSync(folder.ownerFile, `${postmasterPid} ${process.pid}\n`);
}

function readPostmasterPid(folder: DataFolder): number | undefined {
  return numbersIn(folder.postmasterPidFile)[0];
}

/** The recorded owner of this postmaster; undefined if the record is about another one. */
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
    // A postmaster's working directory is its data folder; after a reboot its pid may belong to another program.
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
    // The process has already ended.
  }
}
