import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../apps/billing-server/src/embedded-postgres/start-embedded-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** PostgreSQL of this test run, as superuser; see `createTestDatabase`. */
    databaseServerUrl: string;
  }
}

const runsFolder = join(import.meta.dirname, "..", ".cache", "test-database");

/** Vitest runs this once: one PostgreSQL for the run, gone with its files when the run ends. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const dataDir = join(runsFolder, String(process.pid));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  project.provide("databaseServerUrl", server.url);
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** Folders are named by the process that uses them; a killed run could not remove its own. */
async function removeLeftovers(): Promise<void> {
  await mkdir(runsFolder, { recursive: true });
  const dead = (await readdir(runsFolder)).filter((pid) => !isAlive(Number(pid)));
  const removals = dead.map((pid) => rm(join(runsFolder, pid), { recursive: true, force: true }));
  await Promise.all(removals);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
