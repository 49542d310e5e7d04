import { rm } from "node:fs/promises";
import { startEmbeddedPostgres } from "@onekonsole/embedded-postgres";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { runFolder } from "../run-folder.ts";
import { templateName } from "./test-database.ts";

/**
 * A global setup of Vitest: starts one PostgreSQL for the run and migrates the template that
 * `createTestDatabase` clones. Stops the server and removes its files at the end of the run.
 */
export const databaseServer =
  (migrate: (databaseUrl: string) => Promise<unknown>) =>
  async (project: TestProject): Promise<() => Promise<void>> => {
    const dataDir = await runFolder("test-database", `-${project.name}`);
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
