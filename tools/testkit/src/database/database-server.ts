import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@onekonsole/embedded-postgres";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { templateName } from "./test-database.ts";

const runsFolder = join(import.meta.dirname, "..", "..", "..", "..", ".cache", "test-database");

/**
 * A global setup of Vitest: starts one PostgreSQL for the run and migrates the template that
 * `createTestDatabase` clones. Stops the server and removes its files at the end of the run.
 */
export const databaseServer =
  (migrate: (databaseUrl: string) => Promise<unknown>) =>
  async (project: TestProject): Promise<() => Promise<void>> => {
    await removeLeftovers();
    const dataDir = join(runsFolder, `${process.pid}-${project.name}`);
    const server = await startEmbeddedPostgres({ dataDir, durable: false });
    await createTemplate(server.url, migrate);
    project.provide("databaseServerUrl", server.url);
    return async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    };
  };

async function createTemplate(
  serverUrl: string,
  migrate: (databaseUrl: string) => Promise<unknown>,
): Promise<void> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query(`create database ${templateName}`);
  await server.end();
  const url = new URL(serverUrl);
  url.pathname = `/${templateName}`;
  await migrate(url.href);
}

/** Removes the folders of killed runs: each name starts with the id of its process. */
async function removeLeftovers(): Promise<void> {
  await mkdir(runsFolder, { recursive: true });
  const dead = (await readdir(runsFolder)).filter((name) => !isAlive(Number.parseInt(name, 10)));
  const removals = dead.map((name) => rm(join(runsFolder, name), { recursive: true, force: true }));
  await Promise.all(removals);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
