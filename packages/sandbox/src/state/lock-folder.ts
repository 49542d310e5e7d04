import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UnusableState } from "./unusable-state.ts";

const held = new Set<string>();

/**
 * Claims a folder for this sandbox; returns a function that releases it. The lock of a process that has
 * ended is replaced. Throws an `UnusableState` while another sandbox holds the folder.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "sandbox.pid");
  const owner = held.has(file) ? process.pid : livingOwner(file);
  if (owner !== undefined)
    throw new UnusableState(
      `Process ${owner} keeps its sandbox in ${folder}. Stop it, or use another folder.`,
    );
  rmSync(file, { force: true });
  writeFileSync(file, String(process.pid), { flag: "wx" });
  held.add(file);
  return () => {
    held.delete(file);
    rmSync(file, { force: true });
  };
}

/** The process that the file names, if it is another one and runs. */
function livingOwner(file: string): number | undefined {
  const owner = readOwner(file);
  if (owner === undefined || owner === process.pid) return undefined;
  try {
    process.kill(owner, 0);
    return owner;
  } catch (error) {
    // A process of another user runs, too.
    return (error as NodeJS.ErrnoException).code === "EPERM" ? owner : undefined;
  }
}

function readOwner(file: string): number | undefined {
  try {
    const owner = Number(readFileSync(file, "utf8"));
    return Number.isInteger(owner) && owner > 0 ? owner : undefined;
  } catch {
    return undefined;
  }
}
