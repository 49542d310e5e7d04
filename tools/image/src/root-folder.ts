import { copyFileSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** The path of Node in the base image, its entry point. */
export const nodeInImage = "/nodejs/bin/node";
/** The folder of the content in the image. */
export const appInImage = "/app";

/**
 * Creates the files of the base image: this Node, the libraries it loads, and the folders of a
 * container. The caller adds the image's content.
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

/** The absolute paths of the system libraries that this Node loads. */
function loadedLibraries(): readonly string[] {
  const { sharedObjects } = process.report.getReport() as { sharedObjects: readonly string[] };
  return sharedObjects.filter((path) => /^\/.*\.so(?:\.|$)/.test(path));
}

/** Every file below a folder with its mode, size and modification time: equal lists mean no change. */
export function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => {
      const { size, mtimeMs, mode } = statSync(join(folder, path));
      return `${path} ${mode} ${size} ${mtimeMs}`;
    })
    .toSorted();
}
