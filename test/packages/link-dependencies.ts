import { existsSync, mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PackedPackage } from "./pack-packages.ts";

/**
 * Links what the manifests of the packages name into their `node_modules`, from the workspace's installation: as an
 * installation from a registry has it, but offline and within a second.
 */
export function linkDependencies(folder: string, packages: readonly PackedPackage[]): void {
  const packed = new Set(packages.map(({ manifest }) => manifest.name));
  for (const { source, manifest } of packages) {
    const kinds = [manifest.dependencies, manifest.optionalDependencies, manifest.peerDependencies];
    const names = kinds.flatMap((kind) => Object.keys(kind ?? {}));
    for (const name of names.filter((it) => !packed.has(it)))
      linkPackage(folder, join(source, "node_modules", name), name);
  }
}

/** Links an installed package; nothing if it is not installed, as a binary for another platform is not. */
export function linkPackage(folder: string, installed: string, name: string): void {
  const link = join(folder, "node_modules", name);
  if (existsSync(link) || !existsSync(installed)) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(realpathSync(installed), link);
}
