import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { claimCluster, recordOwner } from "./claim-cluster.ts";
import { createCluster, superuser } from "./create-cluster.ts";
import { createDatabaseIfMissing } from "./create-database.ts";
import { type DataFolder, dataFolderAt } from "./data-folder.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { findFreePort } from "./free-port.ts";
import { findOrdinaryUser } from "./ordinary-user.ts";
import { findPostgresBinaries } from "./postgres-binaries.ts";
import { type Postmaster, startPostmaster } from "./postmaster.ts";
import { serverSettings } from "./server-settings.ts";

export { EmbeddedPostgresError };

export interface EmbeddedPostgresOptions {
  /** Folder of the database, created if missing. Only one process may use it at a time. */
  readonly dataDir: string;
  /** Receives PostgreSQL's own log, line by line; dropped by default. */
  readonly log?: (line: string) => void;
  /** False disables fsync, for tests only: faster, but data may be lost after a power failure. True by default. */
  readonly durable?: boolean;
  /** A free port by default; a fixed one lets clients reconnect after a restart. */
  readonly port?: number;
}

/** A running server with the database `billing` in it. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** Connection URL of the database `billing`. It contains the password: never log it. */
  readonly url: string;
  /** Shuts the server down; resolves when its process has ended. Idempotent. */
  readonly stop: () => Promise<void>;
}

const databaseName = "billing";
const attempts = 3;

/**
 * Starts a real PostgreSQL on a free loopback port, from npm-installed binaries. It ends with this process, even
 * after SIGKILL; the next start recovers from a crash of either.
 * @throws EmbeddedPostgresError if there are no binaries for this platform, if another process uses the folder,
 * or with PostgreSQL's output if it fails.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const folder = dataFolderAt(resolve(options.dataDir));
  const user = findOrdinaryUser();
  const { initdb, postgres } = await findPostgresBinaries();
  await createCluster(folder, { initdb, user, durable: options.durable ?? true });
  await claimCluster(folder);
  const { postmaster, port } = await startOnFreePort([...user.prefix, postgres], folder, options);
  recordOwner(folder, postmaster.pid);
  try {
    const databaseUrl = await urlBuilder(folder, port);
    await createDatabaseIfMissing(databaseUrl("postgres"), databaseName);
    const { stop } = postmaster;
    return { url: databaseUrl(databaseName), stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await postmaster.stop();
    throw error;
  }
}

/**
 * Ensures that no PostgreSQL runs in a folder, for example before the folder is removed. One whose owner process
 * has ended is stopped. Rejects with an `EmbeddedPostgresError` if a living process owns it.
 */
export function claimDataFolder(dataDir: string): Promise<void> {
  return claimCluster(dataFolderAt(resolve(dataDir)));
}

async function startOnFreePort(
  program: readonly string[],
  folder: DataFolder,
  options: EmbeddedPostgresOptions,
): Promise<{ postmaster: Postmaster; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await findFreePort());
    const settings = serverSettings({ port, durable: options.durable ?? true });
    try {
      const command = [...program, "-D", folder.pgdata, ...settings];
      return { postmaster: await startPostmaster(command, options.log ?? (() => {})), port };
    } catch (error) {
      // Between finding the port and binding it, another program may have taken it.
      const portTaken = error instanceof EmbeddedPostgresError && /in use/.test(error.message);
      if (!portTaken || attempt === attempts) throw error;
    }
  }
}

async function urlBuilder(folder: DataFolder, port: number): Promise<(name: string) => string> {
  const password = (await readFile(folder.passwordFile, "utf8")).trim();
  return (name) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${name}`;
}
