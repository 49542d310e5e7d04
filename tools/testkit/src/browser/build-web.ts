import { rm } from "node:fs/promises";
import { build, type Plugin } from "vite";
import type { TestProject } from "vitest/node";
import { runFolder } from "../run-folder.ts";
import { defineEnvironment, webFolder, webSettings } from "./web-settings.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the built demo web; see `startWeb`. */
    webFolder: string;
  }
}

/** The script that sets `webSettings`, which the built page reads in place of values known at its build. */
export const settingsPath = "/web-settings.js";

const settingsScript: Plugin = {
  name: "web-settings-script",
  transformIndexHtml: () => [{ tag: "script", attrs: { src: settingsPath } }],
};

/**
 * A global setup of Vitest: builds the demo web with its desk, once for the run, since a browser takes much
 * longer to load hundreds of sources. Removes the files at the end of the run.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await runFolder("test-web");
  const { NODE_ENV } = process.env;
  // React would be the one for development under the tests' "test".
  process.env["NODE_ENV"] = "production";
  try {
    await buildWeb(folder);
  } finally {
    process.env["NODE_ENV"] = NODE_ENV;
  }
  project.provide("webFolder", folder);
  return () => rm(folder, { recursive: true, force: true });
}

function buildWeb(folder: string) {
  const names = Object.keys(webSettings({}));
  return build({
    root: webFolder,
    // Any mode but production includes the desk.
    mode: "sandbox",
    logLevel: "warn",
    define: defineEnvironment(
      Object.fromEntries(names.map((name) => [name, `webSettings.${name}`])),
    ),
    plugins: [settingsScript],
    build: { outDir: folder, emptyOutDir: true },
  });
}
