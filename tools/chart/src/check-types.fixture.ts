import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..");

/**
 * What the compiler has against these objects as `Manifest`s: unknown fields, wrong types, missing
 * ones. One line each, "" for nothing.
 */
export function typeFaults(manifests: Readonly<Record<string, readonly object[]>>): string {
  const cache = join(root, ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "manifests-"));
  try {
    for (const [name, objects] of Object.entries(manifests))
      writeFileSync(join(folder, `${name}.ts`), source(objects));
    const config = { extends: "../../tsconfig.base.json", include: ["."] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(root, "node_modules", ".bin", "tsc");
    const options = { cwd: folder, encoding: "utf8" } as const;
    const { status, stdout, error } = spawnSync(tsc, ["-p", ".", "--types", "node"], options);
    if (error) throw error;
    if (status !== 0 && stdout === "") throw new Error("The compiler failed without a word.");
    return stdout.trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Each object is a statement of its own, so that a fault points at it and not at the list.
const source = (objects: readonly object[]): string =>
  [
    `import type { Manifest } from "../../tools/chart/src/manifest.ts";`,
    ...objects.map(
      (object, index) => `export const m${index}: Manifest = ${JSON.stringify(object)};`,
    ),
  ].join("\n");
