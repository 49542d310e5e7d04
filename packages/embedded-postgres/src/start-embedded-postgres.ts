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

export interface EmbeddedPostgresOptions {
  /** Folder of the database; made when missing. One process at a time may use it. */
  readonly dataDir: string;
  /** Receives PostgreSQL's own log, line by line; dropped by default. */
  readonly log?: (line: string) => void;
  /** False gives up safety against power failures for speed: tests only. True by default. */
  readonly durable?: boolean;
  /** A free one by default; a fixed one lets clients find the server again after a restart. */
  readonly port?: number;
}

/** A running server with the database `billing` in it. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** Connection URL of the database `billing`, password included: never log it. */
  readonly url: string;
  /** Shuts the server down; resolves when its process is gone. May be called more than once. */
  readonly stop: () => Promise<void>;
}

const databaseName = "billing";
const attempts = 3;

/**
 * Starts a real PostgreSQL on a free loopback port, from the binaries npm installed. It ends with
 * this process, however that dies; a crash of either is recovered from at the next start.
 * @throws EmbeddedPostgresError when there are no binaries for this machine, when another process
 * uses the folder, or with PostgreSQL's own words when it fails.
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
