import { rm } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { runFolder } from "../run-folder.ts";
import { buildWeb } from "./build-web.ts";

/** A global setup of Vitest: builds the demo web once for a test run, and removes it at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await runFolder("test-web");
  await buildWeb(folder);
  project.provide("webFolder", folder);
  return () => rm(folder, { recursive: true, force: true });
}
