import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const helmFolder = join(import.meta.dirname, "..", "..", "..", "helm");

/** The chart's folder. */
export const chartFolder = join(helmFolder, "web-billing");

/** The goldens: rendered with the chart's own values, and with each file of helm/values. */
export const goldenNames = ["default", "minimal", "production"] as const;

export type GoldenName = (typeof goldenNames)[number];

/** The file of a golden. */
export const goldenFile = (name: GoldenName): string => join(helmFolder, "goldens", `${name}.yaml`);

/** The values files of a golden; they override the chart's own values. */
export const valuesFiles = (name: GoldenName): string[] =>
  name === "default" ? [] : [join(helmFolder, "values", `${name}.yaml`)];

/** The file with the fingerprint of the last rendering. */
export const fingerprintFile = join(helmFolder, "goldens", "rendered.sha256");

/**
 * The SHA-256 of the goldens and of every file that determines them, in hex. If it differs from the last
 * rendering's, the goldens are outdated or were edited.
 */
export function chartFingerprint(): string {
  const hash = createHash("sha256");
  const chartFiles = readdirSync(chartFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".md"))
    .map((entry) => join(entry.parentPath, entry.name));
  const otherFiles = [...goldenNames.flatMap(valuesFiles), ...goldenNames.map(goldenFile)];
  for (const file of [...chartFiles, ...otherFiles].toSorted())
    hash
      .update(`${relative(helmFolder, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  return hash.digest("hex");
}
