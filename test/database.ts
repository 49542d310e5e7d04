import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { migrateDatabase } from "../apps/billing-server/src/store/migrate.ts";

/** A database of one test's own, with the service's schema and no rows. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly name: string;
}

export interface TestDatabaseOptions {
  /** Connections may still be open at the end, for tests that kill their owner; false by default. */
  readonly allowOpenConnections?: boolean;
}

const templateName = "billing_template";
// Any number no one else locks on this server.
const templateLock = 20_260_101;
const closingMs = 2_000;

/**
 * Makes a database by cloning the migrated template. Disposing drops it, and fails when the test
 * left connections open: a leaked pool is a fault of the code under test.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await withServer(async (server) => {
    // Held until the connection ends, so one worker builds the template and the others wait.
    await server.query("select pg_advisory_lock($1)", [templateLock]);
    await createTemplateIfMissing(server);
    await server.query(`create database ${name} template ${templateName}`);
  });
  return {
    name,
    url: urlOf(name),
    [Symbol.asyncDispose]: () => withServer((server) => drop(server, name, options)),
  };
}

async function createTemplateIfMissing(server: pg.Client): Promise<void> {
  const found = await server.query("select from pg_database where datname = $1", [templateName]);
  if (found.rowCount !== 0) return;
  const draft = `${templateName}_draft`;
  await server.query(`drop database if exists ${draft} with (force)`);
  await server.query(`create database ${draft}`);
  await migrateDatabase(urlOf(draft));
  await server.query(`alter database ${draft} rename to ${templateName}`);
}

async function drop(
  server: pg.Client,
  name: string,
  { allowOpenConnections = false }: TestDatabaseOptions,
): Promise<void> {
  const leaked = allowOpenConnections ? [] : await openConnections(server, name);
  await server.query(`drop database if exists ${name} with (force)`);
  if (leaked.length > 0) {
    throw new Error(`The test left ${leaked.length} connections open:\n${leaked.join("\n")}`);
  }
}

/** What is still connected after the time a closed connection needs to leave. */
async function openConnections(server: pg.Client, name: string): Promise<string[]> {
  const deadline = performance.now() + closingMs;
  for (;;) {
    const { rows } = await server.query<{ line: string }>(
      `select concat_ws(' ', pid, state, left(query, 100)) as line
         from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
      [name],
    );
    if (rows.length === 0 || performance.now() > deadline) return rows.map(({ line }) => line);
    await server.query("select pg_sleep(0.02)");
  }
}

async function withServer<T>(use: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: urlOf("postgres") });
  await server.connect();
  try {
    return await use(server);
  } finally {
    await server.end();
  }
}

function urlOf(name: string): string {
  const url = new URL(inject("databaseServerUrl"));
  url.pathname = `/${name}`;
  return url.href;
}
