import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { CheckResult } from "./check-result.ts";
import { readBillOfMaterials } from "./sbom/bill-of-materials.ts";

/** The files of an image's content and its packages, as `name@version`. */
export interface ImageContent {
  readonly files: readonly string[];
  readonly bytes: number;
  readonly installed: ReadonlySet<string>;
  /** The packages of the bill of materials. */
  readonly billed: ReadonlySet<string>;
}

/** Reads a folder with an image's content and checks it. */
export async function checkContent(folder: string): Promise<readonly CheckResult[]> {
  return checkFiles(await readContent(folder));
}

// Independent of the rule that selects the files, which may be wrong.
const development =
  /sandbox|embedded-postgres|\.(?:[cm]?tsx?|map|sh)$|\.(?:test|spec)\.|(?:^|\/)(?:tests?|__tests__)\//i;

/** Checks that the content holds no development file, and exactly the billed packages. */
export function checkFiles(content: ImageContent): readonly CheckResult[] {
  const { files, bytes, installed, billed } = content;
  const surplus = files.filter((path) => development.test(path));
  const unbilled = [
    ...[...installed].filter((name) => !billed.has(name)),
    ...[...billed].filter((name) => !installed.has(name)),
  ];
  const size = `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`;
  return [
    { check: "size of the content", value: size, ok: files.length > 0 },
    {
      check: "no development or test files",
      value: surplus.join(", ") || "none",
      ok: surplus.length === 0,
    },
    {
      check: "packages match the bill of materials",
      value: unbilled.join(", ") || `${installed.size} packages`,
      ok: unbilled.length === 0,
    },
  ];
}

async function readContent(folder: string): Promise<ImageContent> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  const { components } = await readBillOfMaterials("@onekonsole/billing-server");
  return {
    files,
    bytes: files.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0),
    installed: readInstalledPackages(folder, files),
    billed: new Set(components.map(({ name, version }) => `${name}@${version}`)),
  };
}

const packageManifest = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/;

/** The packages whose manifests are among the files, as `name@version`. */
export function readInstalledPackages(
  folder: string,
  files: readonly string[],
): ReadonlySet<string> {
  const manifests = files.filter((path) => packageManifest.test(path));
  return new Set(manifests.map((path) => nameAndVersion(join(folder, path))));
}

function nameAndVersion(manifest: string): string {
  const { name, version } = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, string>;
  return `${name}@${version}`;
}
