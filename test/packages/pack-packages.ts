import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runPnpm } from "@onekonsole/billing-scripts/pnpm";

/** The published packages, by their folders. */
export const publishedFolders = [
  "packages/contract",
  "packages/client",
  "packages/sandbox",
  "packages/embedded-postgres",
  "apps/billing-server",
] as const;

/** The manifest of a published package, as its users receive it. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface PackedPackage {
  /** Its folder in the workspace. */
  readonly source: string;
  readonly tarball: string;
  /** The extracted package. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Relative to the folder, sorted. */
  readonly files: readonly string[];
}

const root = join(import.meta.dirname, "..", "..");

/** Packs the last build of each published package, and extracts the tarballs into a `node_modules` of the folder. */
export async function packPackages(folder: string): Promise<readonly PackedPackage[]> {
  const filters = publishedFolders.map((it) => `--filter=./${it}`);
  await runPnpm([...filters, "-r", "pack", "--pack-destination", folder]);
  return publishedFolders.map((source) => {
    const { name, version } = JSON.parse(
      readFileSync(join(root, source, "package.json"), "utf8"),
    ) as Manifest;
    const tarball = join(folder, `${name.slice(1).replace("/", "-")}-${version}.tgz`);
    const extracted = join(folder, "node_modules", name);
    mkdirSync(extracted, { recursive: true });
    execFileSync("tar", ["-xzf", tarball, "-C", extracted, "--strip-components=1"]);
    const manifest = JSON.parse(readFileSync(join(extracted, "package.json"), "utf8")) as Manifest;
    return {
      source: join(root, source),
      tarball,
      folder: extracted,
      manifest,
      files: listFiles(extracted),
    };
  });
}

const listFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted((a, b) => (a < b ? -1 : 1));
