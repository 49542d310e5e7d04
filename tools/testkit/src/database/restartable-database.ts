import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@onekonsole/embedded-postgres";
import pg from "pg";
import { preferredPort } from "../preferred-port.ts";
import { runFolder } from "../run-folder.ts";

/** A separate PostgreSQL server that can be stopped and started while clients use it. */
export interface RestartableDatabase extends AsyncDisposable {
  readonly url: string;
  /** Closes every connection and stops the server; committed data is kept. */
  stop(): Promise<void>;
  /** Starts the server again under the same URL. */
  start(): Promise<void>;
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

// Below the ephemeral ports: an outgoing connection cannot take the port while the server is stopped.
const [lowestPort, ports] = [20_000, 10_000];

/** Starts a server on an empty folder; disposing stops it and removes the folder. */
export async function startDatabase(): Promise<RestartableDatabase> {
  const dataDir = await runFolder("chaos");
  const port = await preferredPort(lowestPort + (process.pid % ports));
  // Every stop is clean and writes all commits to disk, so the server need not be durable.
  const start = () => startEmbeddedPostgres({ dataDir, durable: false, port });
  let server: EmbeddedPostgres = await start();
  const { url } = server;
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on("error", () => undefined);
  return {
    url,
    stop: () => server.stop(),
    start: async () => {
      server = await start();
    },
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await pool.query(text, [...values]);
      return rows as Row[];
    },
    [Symbol.asyncDispose]: async () => {
      await pool.end();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Stops the server for `pauseMs`. */
export async function restart(database: RestartableDatabase, pauseMs: number): Promise<void> {
  await database.stop();
  await sleep(pauseMs);
  await database.start();
}
