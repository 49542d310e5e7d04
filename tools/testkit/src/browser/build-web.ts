import { build, type Plugin } from "vite";
import { webFolder, webSettings } from "./web-settings.ts";

/** The script that sets `webSettings`, which the built page reads in place of values known at its build. */
export const settingsPath = "/web-settings.js";

const settingsScript: Plugin = {
  name: "web-settings-script",
  transformIndexHtml: () => [{ tag: "script", attrs: { src: settingsPath } }],
};

/**
 * Builds the demo web with its desk into this folder, for `serveWeb`: a browser takes much longer to load
 * hundreds of sources.
 */
export async function buildWeb(folder: string): Promise<void> {
  const { NODE_ENV } = process.env;
  // React would be the one for development under the tests' "test".
  if (NODE_ENV) process.env["NODE_ENV"] = "production";
  const names = Object.keys(webSettings({}));
  try {
    await build({
      root: webFolder,
      // Any mode but production includes the desk.
      mode: "sandbox",
      logLevel: "warn",
      define: Object.fromEntries(
        names.map((name) => [`import.meta.env.${name}`, `webSettings.${name}`]),
      ),
      plugins: [settingsScript],
      build: { outDir: folder, emptyOutDir: true },
    });
  } finally {
    if (NODE_ENV) process.env["NODE_ENV"] = NODE_ENV;
  }
}
