import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** PostgreSQL of this test run, as superuser; see `createTestDatabase`. */
    databaseServerUrl: string;
  }
}

/** A database for one test, with the service's schema and without rows. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly name: string;
}

export interface TestDatabaseOptions {
  /** Accepts open connections at the end, for tests that kill a process; false by default. */
  readonly allowOpenConnections?: boolean;
}

/** The database with the schema and without rows; see `databaseServer`. */
export const templateName = "billing_template";
const closingMs = 2_000;

/**
 * Creates a database by cloning the migrated template. Disposing drops it, and rejects if the test
 * left connections open: a leaked pool is a fault of the code under test.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await withServer((server) => clone(server, name));
  return {
    name,
    url: databaseUrl(name),
    [Symbol.asyncDispose]: () => withServer((server) => drop(server, name, options)),
  };
}

// PostgreSQL refuses to clone a template while another session clones it.
const templateLock = 20_260_101;

// Without fsync, copying the files costs less than the default, which also logs each page.
async function clone(server: pg.ClientBase, name: string): Promise<void> {
  await server.query("select pg_advisory_lock($1)", [templateLock]);
  try {
    await server.query(`create database ${name} template ${templateName} strategy file_copy`);
  } finally {
    await server.query("select pg_advisory_unlock($1)", [templateLock]);
  }
}

async function drop(
  server: pg.ClientBase,
  name: string,
  { allowOpenConnections = false }: TestDatabaseOptions,
): Promise<void> {
  const leaked = allowOpenConnections ? [] : await openConnections(server, name);
  await server.query(`drop database if exists ${name} with (force)`);
  if (leaked.length > 0) {
    throw new Error(`The test left ${leaked.length} connections open:\n${leaked.join("\n")}`);
  }
}

/** The connections that are still open after the time that PostgreSQL needs to close one. */
async function openConnections(server: pg.ClientBase, name: string): Promise<string[]> {
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

let sessions: pg.Pool | undefined;

async function withServer<T>(use: (server: pg.ClientBase) => Promise<T>): Promise<T> {
  sessions ??= openSessions();
  const session = await sessions.connect();
  try {
    return await use(session);
  } finally {
    session.release();
  }
}

/** For all tests of this worker: a session costs PostgreSQL about half as much as a clone. */
function openSessions(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl("postgres"),
    max: 4,
    allowExitOnIdle: true,
  });
  // The server may stop before this worker ends.
  pool.on("error", () => undefined);
  return pool;
}

function databaseUrl(name: string): string {
  const url = new URL(inject("databaseServerUrl"));
  url.pathname = `/${name}`;
  return url.href;
}
