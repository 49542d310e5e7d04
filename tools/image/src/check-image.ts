import { rm } from "node:fs/promises";
import { join } from "node:path";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { assembleImage } from "./assemble-image.ts";
import { programInImage, startContainedServer } from "./contained-server.ts";
import { contentFindings } from "./content-findings.ts";
import { expected, type Finding } from "./finding.ts";
import { identityFindings } from "./identity-findings.ts";
import { appInImage, listFiles, makeRootFolder } from "./root-folder.ts";
import { runContained } from "./run-contained.ts";
import { stoppingFindings } from "./stopping-findings.ts";
import { workingFindings } from "./working-findings.ts";
import { writingFinding } from "./writing-finding.ts";

export interface ImageCheckOptions {
  /** Becomes the root of the imitated container; what lies there is removed, before and after. */
  readonly folder: string;
  /** Of a database for this alone. */
  readonly databaseUrl: string;
}

/**
 * Assembles the image's content from the last build, beside this Node instead of the base image's,
 * and runs it as a container would, with a simulated PayPal and web-order on the loopback.
 */
export async function checkImage({
  folder: root,
  databaseUrl,
}: ImageCheckOptions): Promise<readonly Finding[]> {
  const content = join(root, appInImage);
  const remove = () => rm(root, { recursive: true, force: true });
  await remove();
  try {
    makeRootFolder(root);
    await assembleImage(content);
    const before = listFiles(root).join("\n");
    return [
      ...(await contentFindings(content)),
      await migrationFinding(root, databaseUrl),
      ...(await servingFindings(root, databaseUrl)),
      await writingFinding(root),
      expected(
        "files",
        listFiles(root).join("\n") === before ? "untouched" : "changed",
        "untouched",
      ),
    ];
  } finally {
    await remove();
  }
}

async function migrationFinding(root: string, database_url: string): Promise<Finding> {
  const program = programInImage("migrate");
  const { exitCode, output } = await runContained({ root, program, environment: { database_url } });
  return expected("migrate.js", exitCode === 0 ? "done" : output, "done");
}

async function servingFindings(root: string, databaseUrl: string): Promise<readonly Finding[]> {
  await using sandbox = await startSandbox();
  await using server = await startContainedServer({ root, sandbox, databaseUrl });
  try {
    return [
      ...identityFindings(server.status),
      ...(await workingFindings(server.url, sandbox)),
      ...(await stoppingFindings(server, sandbox)),
    ];
  } catch (cause) {
    throw new Error(`The server in the image failed:\n${server.log.join("\n")}`, { cause });
  }
}
