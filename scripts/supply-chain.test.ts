import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runPnpm } from "./pnpm.ts";

const root = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const lockFile = read("pnpm-lock.yaml");
const lockedPackages = lockFile.split("\npackages:\n")[1]?.split("\nsnapshots:\n")[0] ?? "";
const lockedNames = [...lockedPackages.matchAll(/^ {2}'?(@?[^@'\s]+)@.*:$/gm)].map(
  ([, name]) => name,
);

type Versions = Readonly<Record<string, string>>;
type Manifest = Readonly<Record<string, unknown>> & { readonly scripts?: Versions };

const manifestFiles = [
  join("scripts", "package.json"),
  join("test", "package.json"),
  ...["apps", "packages", "tools"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name, "package.json")),
  ),
];

/** The settings of pnpm-workspace.yaml, as pnpm parses them. */
async function readSettings() {
  return JSON.parse(await runPnpm(["config", "list", "--json"])) as {
    readonly allowBuilds: Readonly<Record<string, boolean>>;
    readonly catalog: Versions;
    readonly overrides: Versions;
  };
}

const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const loose = (versions: Versions) =>
  Object.entries(versions).filter(
    ([, version]) => !exact.test(version) && !["catalog:", "workspace:*", "-"].includes(version),
  );

describe("versions are pinned exactly", () => {
  test.each(["package.json", ...manifestFiles])("in %s", (file) => {
    const manifest = JSON.parse(read(file)) as Manifest;
    // A peer is a range: the application chooses the version.
    const kinds = ["dependencies", "devDependencies", "optionalDependencies"];
    expect(kinds.flatMap((kind) => loose((manifest[kind] ?? {}) as Versions))).toEqual([]);
  });

  test("in pnpm-workspace.yaml", async () => {
    const { catalog, overrides } = await readSettings();
    expect(loose(catalog)).toEqual([]);
    expect(loose(overrides)).toEqual([]);
  });
});

describe("the lock file", () => {
  test("contains no download URL", () => {
    const lines = lockFile.split("\n").filter((line) => !line.trim().startsWith("deprecated:"));
    expect(lines.filter((line) => /:\/\/|tarball:/.test(line))).toEqual([]);
  });

  test("contains a digest of every package", () => {
    const digests = lockedPackages.match(/resolution: \{integrity: sha512-/g) ?? [];
    expect(lockedNames.length).toBeGreaterThan(100);
    expect(digests).toHaveLength(lockedNames.length);
  });
});

describe("install scripts", () => {
  const scriptNames = ["preinstall", "install", "postinstall"];

  test("are allowed for installed packages that need them, and for no others", async () => {
    const { allowBuilds } = await readSettings();
    const named = Object.keys(allowBuilds);
    expect(named.filter((name) => !lockedNames.includes(name))).toEqual([]);
    expect(installedWithScripts().filter((name) => !named.includes(name))).toEqual([]);
  });

  /** The names of the installed packages that have an install script. */
  function installedWithScripts(): readonly string[] {
    const store = join(root, "node_modules", ".pnpm");
    const manifests = readdirSync(store)
      .map((entry) => join(store, entry, "node_modules", packageName(entry), "package.json"))
      .map(readManifest)
      .filter((manifest) => manifest !== undefined);
    expect(manifests.length).toBeGreaterThan(100);
    return manifests
      .filter(({ scripts = {} }) => scriptNames.some((name) => scripts[name] !== undefined))
      .map(({ name }) => String(name));
  }
});

/** The package name of a folder such as `@scope+name@1.2.3_peer@4.5.6`. */
function packageName(storeEntry: string): string {
  return storeEntry.replace(/^(@?[^@]+)@.*$/, "$1").replace("+", "/");
}

function readManifest(file: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}
