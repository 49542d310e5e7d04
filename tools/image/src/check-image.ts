import { rm } from "node:fs/promises";
import { join } from "node:path";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { assembleImage } from "./assemble-image.ts";
import { checkContent } from "./check-content.ts";
import { checkIdentity } from "./check-identity.ts";
import { checkOrder } from "./check-order.ts";
import { checkReadOnly } from "./check-read-only.ts";
import { type CheckResult, expectValue } from "./check-result.ts";
import { checkShutdown } from "./check-shutdown.ts";
import { programInImage, startContainedServer } from "./contained-server.ts";
import { appInImage, listFiles, makeRootFolder } from "./root-folder.ts";
import { runContainedProgram } from "./run-contained-program.ts";

export interface ImageCheckOptions {
  /** The root of the imitated container. Its content is removed before and after the checks. */
  readonly folder: string;
  /** An empty database for these checks alone. */
  readonly databaseUrl: string;
}

/**
 * Assembles the image's content from the last build, adds this Node instead of the base image's, and
 * runs it as in a container, with simulators of PayPal and web-order on the loopback.
 */
export async function checkImage({
  folder: root,
  databaseUrl,
}: ImageCheckOptions): Promise<readonly CheckResult[]> {
  const content = join(root, appInImage);
  const remove = () => rm(root, { recursive: true, force: true });
  await remove();
  try {
    makeRootFolder(root);
    await assembleImage(content);
    const before = listFiles(root).join("\n");
    return [
      ...(await checkContent(content)),
      await checkMigration(root, databaseUrl),
      ...(await checkServer(root, databaseUrl)),
      await checkReadOnly(root),
      expectValue(
        "files after the run",
        listFiles(root).join("\n") === before ? "unchanged" : "changed",
        "unchanged",
      ),
    ];
  } finally {
    await remove();
  }
}

async function checkMigration(root: string, database_url: string): Promise<CheckResult> {
  const program = programInImage("migrate");
  const environment = { database_url };
  const { exitCode, stdout } = await runContainedProgram({ root, program, environment });
  return expectValue("migrate.js", exitCode === 0 ? "done" : stdout, "done");
}

async function checkServer(root: string, databaseUrl: string): Promise<readonly CheckResult[]> {
  await using sandbox = await startSandbox();
  await using server = await startContainedServer({ root, sandbox, databaseUrl });
  try {
    return [
      ...checkIdentity(server.status),
      ...(await checkOrder(server.url, sandbox)),
      ...(await checkShutdown(server, sandbox)),
    ];
  } catch (cause) {
    throw new Error(`The server in the image failed:\n${server.log.join("\n")}`, { cause });
  }
}
