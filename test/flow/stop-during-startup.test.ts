import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import { endChild } from "@onekonsole/billing-testkit/server/end-child";
import { sandboxSettings } from "@onekonsole/billing-testkit/server/sandbox-settings";
import { spawnServer } from "@onekonsole/billing-testkit/server/spawn-server";
import { until } from "@onekonsole/billing-testkit/until";
import pg from "pg";
import { describe, expect, test } from "vitest";

// Far below the 35 s of a stop after startup.
const promptMs = 8_000;

interface StartingProgram extends AsyncDisposable {
  readonly log: readonly string[];
  /** Sends SIGTERM; resolves with the exit code and the time until the exit. */
  terminate(): Promise<{ readonly exitCode: number | null; readonly ms: number }>;
}

/** Starts a program without waiting for it. */
function start(
  name: "main" | "migrate",
  environment: Readonly<Record<string, string>>,
): StartingProgram {
  const child = spawnServer({ name, built: true, environment });
  child.stderr.on("data", (chunk: Buffer) => process.stderr.write(chunk));
  const log: string[] = [];
  const lines = createInterface(child.stdout).on("line", (line) => log.push(line));
  const logged = once(lines, "close");
  return {
    log,
    terminate: async () => {
      const startedAt = performance.now();
      const exitCode = await endChild(child, "SIGTERM");
      const ms = performance.now() - startedAt;
      await logged;
      return { exitCode, ms };
    },
    [Symbol.asyncDispose]: async () => void (await endChild(child, "SIGKILL")),
  };
}

// Lines that are written at the exit may be out of order.
const messages = ({ log }: StartingProgram) =>
  log.map((line) => JSON.parse(line) as { msg: string; step?: string; level: number });

function expectPromptStop(
  program: StartingProgram,
  stop: { readonly exitCode: number | null; readonly ms: number },
  step: string,
): void {
  expect(stop.exitCode).toBe(0);
  expect(stop.ms).toBeLessThan(promptMs);
  const found = messages(program);
  expect(found).toContainEqual(expect.objectContaining({ msg: "startup aborted", step }));
  expect(found).toContainEqual(expect.objectContaining({ msg: "stopped" }));
  expect(found.filter(({ level }) => level >= 50)).toEqual([]);
}

/** A server that accepts connections and never responds. */
async function openSilentServer(): Promise<
  AsyncDisposable & { readonly port: number; readonly connections: ReadonlySet<Socket> }
> {
  const connections = new Set<Socket>();
  const server: Server = createServer((socket) => {
    connections.add(socket);
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    [Symbol.asyncDispose]: async () => {
      server.close();
      for (const socket of connections) socket.destroy();
      await once(server, "close");
    },
  };
}

interface BlockedDatabase extends AsyncDisposable {
  readonly url: string;
  /** The number of sessions that wait for a lock. */
  waiting(): Promise<number>;
}

/** A database in which a transaction has run the statement and stays open. */
async function openBlockedDatabase(statement: string): Promise<BlockedDatabase> {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase({ allowOpenConnections: true }));
  const connect = async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    stack.defer(() => client.end());
    return client;
  };
  // In a transaction, pg_stat_activity stays as it was read first.
  const [blocking, watching] = [await connect(), await connect()];
  await blocking.query(`begin; ${statement}`);
  return {
    url: database.url,
    waiting: async () => {
      const { rowCount } = await watching.query(
        `select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rowCount ?? 0;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const lockMigrations = "lock table kysely_migration in access exclusive mode";

describe("SIGTERM during startup ends the server promptly", () => {
  test.concurrent("while the database does not respond", async () => {
    await using sandbox = await startSandbox();
    await using silent = await openSilentServer();
    const url = `postgres://user@127.0.0.1:${silent.port}/billing`;
    await using program = start("main", sandboxSettings(sandbox, url));
    await until("the server connects", () => silent.connections.size > 0);
    expectPromptStop(program, await program.terminate(), "check database");
  });

  test.concurrent("while a migration waits for a lock, and the migration waits no longer", async () => {
    await using sandbox = await startSandbox();
    await using database = await openBlockedDatabase(lockMigrations);
    await using program = start("main", sandboxSettings(sandbox, database.url));
    await until("a migration waits", database.waiting);
    expectPromptStop(program, await program.terminate(), "migrate database");
    expect(await database.waiting()).toBe(0);
  });

  test.concurrent("while the job queue waits for a lock", async () => {
    await using sandbox = await startSandbox();
    await using database = await openBlockedDatabase("create schema pgboss");
    await using program = start("main", sandboxSettings(sandbox, database.url));
    await until("the job queue waits", database.waiting);
    expectPromptStop(program, await program.terminate(), "start job queue");
  });

  test.concurrent("while the issuer does not respond, which the start does not wait for", async () => {
    await using sandbox = await startSandbox();
    await using database = await createTestDatabase({ allowOpenConnections: true });
    await using silent = await openSilentServer();
    await using program = start("main", {
      ...sandboxSettings(sandbox, database.url),
      oidc_issuer: `http://127.0.0.1:${silent.port}`,
      oidc_audience: "billing",
    });
    await until("the server listens and queries the issuer", () => {
      const isListening = messages(program).some(({ msg }) => msg === "listening");
      return isListening && silent.connections.size > 0;
    });
    const { exitCode, ms } = await program.terminate();
    expect(exitCode).toBe(0);
    expect(messages(program)).toContainEqual(expect.objectContaining({ msg: "stopped" }));
    expect(ms).toBeLessThan(promptMs);
  });

  test.concurrent("before its modules are loaded", async () => {
    await using sandbox = await startSandbox();
    await using program = start("main", sandboxSettings(sandbox, "postgres://user@127.0.0.1:1/x"));
    const { exitCode, ms } = await program.terminate();
    // `null` is the signal itself, before Node ran any module.
    expect([null, 143, 0]).toContain(exitCode);
    expect(ms).toBeLessThan(promptMs);
  });
});

test.concurrent("SIGTERM ends a migration that waits for a lock with code 1", async () => {
  await using database = await openBlockedDatabase(lockMigrations);
  await using program = start("migrate", { NODE_ENV: "production", database_url: database.url });
  await until("a migration waits", database.waiting);
  const { exitCode, ms } = await program.terminate();
  expect(exitCode).toBe(1);
  expect(ms).toBeLessThan(promptMs);
  expect(messages(program)).toContainEqual(expect.objectContaining({ msg: "migration aborted" }));
  expect(await database.waiting()).toBe(0);
});
