import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..");

/**
 * Type-checks objects as `Manifest`s: the compiler's errors, one per line, for unknown, missing and wrong
 * fields; "" if there are none.
 */
export function findTypeErrors(manifests: Readonly<Record<string, readonly object[]>>): string {
  const cache = join(root, ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "manifests-"));
  try {
    for (const [name, objects] of Object.entries(manifests))
      writeFileSync(join(folder, `${name}.ts`), toSource(objects));
    const config = { extends: "../../tsconfig.base.json", include: ["."] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(root, "node_modules", ".bin", "tsc");
    const options = { cwd: folder, encoding: "utf8" } as const;
    const { status, stdout, error } = spawnSync(tsc, ["-p", ".", "--types", "node"], options);
    if (error) throw error;
    if (status !== 0 && stdout === "") throw new Error("tsc failed without output.");
    return stdout.trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// One statement per object, so that an error points at the object.
const toSource = (objects: readonly object[]): string =>
  [
    `import type { Manifest } from "../../tools/chart/src/manifest.ts";`,
    ...objects.map(
      (object, index) => `export const m${index}: Manifest = ${JSON.stringify(object)};`,
    ),
  ].join("\n");
