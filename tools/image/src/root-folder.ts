import { copyFileSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where the base image keeps Node, its entry point. */
export const nodeInImage = "/nodejs/bin/node";
/** Where the content lies in the image. */
export const appInImage = "/app";

/**
 * Makes what the base image would bring: this Node, the libraries it loads, and the folders that
 * a container gets. Where the image's content goes is left to the caller.
 */
export function makeRootFolder(folder: string): void {
  for (const name of ["proc", "dev", "tmp", "etc"])
    mkdirSync(join(folder, name), { recursive: true });
  copyInto(folder, process.execPath, nodeInImage);
  for (const library of loadedLibraries()) copyInto(folder, library, library);
}

function copyInto(folder: string, from: string, to: string): void {
  mkdirSync(join(folder, dirname(to)), { recursive: true });
  copyFileSync(from, join(folder, to));
}

/** The system's libraries in this process, by absolute path: what its Node needs to start. */
function loadedLibraries(): readonly string[] {
  const { sharedObjects } = process.report.getReport() as { sharedObjects: readonly string[] };
  return sharedObjects.filter((path) => /^\/.*\.so(?:\.|$)/.test(path));
}

/** Every file below a folder with its size and when it was written: equal lists, untouched folder. */
export function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => {
      const { size, mtimeMs, mode } = statSync(join(folder, path));
      return `${path} ${mode} ${size} ${mtimeMs}`;
    })
    .toSorted();
}
