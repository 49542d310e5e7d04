import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** Which boxes of a picture an arrow leads to, by the box that it comes from. */
export type Arrows = ReadonlyMap<string, ReadonlySet<string>>;

const imported = /(?:from|import)\s*\(?\s*"([^"]+)"/g;
const isSource = (file: string): boolean => !/\.(?:test|test-d|fixture|d)\.ts$/.test(file);

/** The imports between the folders of a package's `src`, without its tests; a file at the top is a box of its own. */
export function folderImports(src: string): Arrows {
  const arrows = new Map<string, Set<string>>();
  for (const file of globSync("**/*.ts", { cwd: src }).filter(isSource)) {
    const from = boxOf(file);
    const targets = arrows.get(from) ?? new Set();
    for (const [, path = ""] of readFileSync(join(src, file), "utf8").matchAll(imported)) {
      const to = path.startsWith(".")
        ? boxOf(normalize(join(dirname(file), path)))
        : ownPackage(path);
      if (to !== undefined && to !== from) targets.add(to);
    }
    arrows.set(from, targets);
  }
  return arrows;
}

const boxOf = (file: string): string => file.split("/")[0] ?? "";
const ownPackage = (path: string): string | undefined =>
  /^@onekonsole\/(?:billing-)?([\w-]+)/.exec(path)?.[1];
