import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { DataFolder } from "./data-folder.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { changeOwner, type OrdinaryUser } from "./ordinary-user.ts";

/** The only role of the cluster, a superuser. */
export const superuser = "billing";

export interface ClusterCreation {
  readonly initdb: string;
  readonly user: OrdinaryUser;
  /** False skips fsync. */
  readonly durable: boolean;
}

/**
 * Runs initdb once; later calls only update the folder's owner. An interrupted run leaves no incomplete cluster,
 * because the finished one is renamed into place.
 * @throws EmbeddedPostgresError with initdb's output.
 */
export async function createCluster(folder: DataFolder, creation: ClusterCreation): Promise<void> {
  const { user } = creation;
  if (!existsSync(folder.cluster)) await initialize(folder, creation);
  changeOwner(user, folder.cluster, (await stat(folder.pgdata)).uid);
}

async function initialize(folder: DataFolder, creation: ClusterCreation): Promise<void> {
  await mkdir(folder.root, { recursive: true });
  const draft = await mkdtemp(join(folder.root, "initializing-"));
  try {
    const passwordFile = join(draft, "password");
    await writeFile(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
    changeOwner(creation.user, draft, process.getuid?.() ?? 0);
    await runInitdb(draft, passwordFile, creation);
    await rename(draft, folder.cluster);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process created the cluster first; it is equivalent.
    if (!existsSync(folder.cluster)) throw error;
  }
}

async function runInitdb(
  draft: string,
  passwordFile: string,
  { initdb, user, durable }: ClusterCreation,
): Promise<void> {
  const [command = "", ...args] = [
    ...user.prefix,
    initdb,
    `--pgdata=${join(draft, "pgdata")}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...(durable ? [] : ["--no-sync"]),
  ];
  try {
    await promisify(execFile)(command, args, { cwd: "/" });
  } catch (cause) {
    const output = (cause as { stderr?: string }).stderr ?? "";
    throw new EmbeddedPostgresError(`initdb failed: ${output.trim()}`, { cause });
  }
}
