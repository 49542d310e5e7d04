import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

const defaultCache = join(import.meta.dirname, "..", "..", "..", ".cache");

/**
 * The path of a folder of this process below `.cache/<kind>`, which the caller creates and removes. Removes the
 * folders of killed runs first: each name begins with the id of its process.
 */
export async function runFolder(
  kind: string,
  suffix = "",
  cache: string = defaultCache,
): Promise<string> {
  const folder = join(cache, kind);
  await mkdir(folder, { recursive: true });
  const dead = (await readdir(folder)).filter((name) => !isAlive(Number.parseInt(name, 10)));
  await Promise.all(dead.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  return join(folder, `${process.pid}${suffix}`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // The process of another user exists, and must not be signalled.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
