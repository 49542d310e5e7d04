import { mkdir, readdir, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

let created = 0;

/**
 * The path of a new folder of this process for a database. Removes the folders of killed processes first: each name begins
 * with the id of its process.
 */
export async function createDataFolder(): Promise<string> {
  // By user: another user's folders cannot be removed.
  const parent = join(tmpdir(), `onekonsole-billing-${userInfo().uid}`);
  await mkdir(parent, { recursive: true });
  const dead = (await readdir(parent)).filter((name) => !isAlive(Number.parseInt(name, 10)));
  await Promise.all(dead.map((name) => rm(join(parent, name), { recursive: true, force: true })));
  created += 1;
  return join(parent, `${process.pid}-${created}`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // The process of another user exists, and must not be signalled.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
