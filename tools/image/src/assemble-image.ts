import { copyFileSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { runPnpm } from "@onekonsole/billing-scripts/pnpm";
import { isImageFile } from "./image-files.ts";

const root = join(import.meta.dirname, "..", "..", "..");

/** The server's folder in the image's content. */
export const serverFolder = join("apps", "billing-server");

/**
 * Copies the image's content into a folder, without the base image: the last build of the server, its
 * production dependencies and their licences.
 */
export async function assembleImage(folder: string): Promise<void> {
  const server = join(folder, serverFolder);
  // The workspace's installation has already fetched and verified the packages.
  const fromStore = ["--prefer-offline", "--trust-lockfile"];
  // A flat node_modules: the folder names of pnpm's own layout contain this repository's path.
  const flat = ["--prod", "--no-optional", "--node-linker=hoisted"];
  await runPnpm(["--filter=@onekonsole/billing-server", "deploy", ...flat, ...fromStore, server]);
  prune(server);
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
}

/** Removes every file that does not belong in the image, and then the empty folders. */
function prune(server: string): void {
  const entries = readdirSync(server, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }));
  for (const { entry, path } of paths)
    if (!entry.isDirectory() && !isImageFile(relative(server, path).split(sep).join("/")))
      rmSync(path);
  // The deepest first, so that a folder of empty folders is removed too.
  const folders = paths.filter(({ entry }) => entry.isDirectory()).map(({ path }) => path);
  for (const path of folders.toSorted((a, b) => b.length - a.length))
    if (readdirSync(path).length === 0) rmdirSync(path);
}
