import { copyFileSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { runPnpm } from "@onekonsole/billing-scripts/pnpm";
import { belongsInImage } from "./belongs.ts";

const root = join(import.meta.dirname, "..", "..", "..");

/** The folder of the server inside the image's content. */
export const serverFolder = join("apps", "billing-server");

/**
 * Puts what the image holds beside its base into a folder, from the server as it was built last:
 * the build, its production dependencies and their licences.
 */
export async function assembleImage(folder: string): Promise<void> {
  const server = join(folder, serverFolder);
  // What the workspace's own installation has fetched and verified is not fetched or verified again.
  const fromStore = ["--prefer-offline", "--trust-lockfile"];
  // A flat node_modules: pnpm's own layout has the path of this repository in its folders' names.
  const flat = ["--prod", "--no-optional", "--node-linker=hoisted"];
  await runPnpm(["--filter=@onekonsole/billing-server", "deploy", ...flat, ...fromStore, server]);
  prune(server);
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
}

/** Removes every file that is not there to be run, and the folders that are empty then. */
function prune(server: string): void {
  const entries = readdirSync(server, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }));
  for (const { entry, path } of paths)
    if (!entry.isDirectory() && !belongsInImage(relative(server, path).split(sep).join("/")))
      rmSync(path);
  // The deepest first, so that a folder of empty folders goes as well.
  const folders = paths.filter(({ entry }) => entry.isDirectory()).map(({ path }) => path);
  for (const path of folders.toSorted((a, b) => b.length - a.length))
    if (readdirSync(path).length === 0) rmdirSync(path);
}
