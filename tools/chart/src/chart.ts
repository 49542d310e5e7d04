import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const helmFolder = join(import.meta.dirname, "..", "..", "..", "helm");

/** The chart itself. */
export const chartFolder = join(helmFolder, "web-billing");

/** What is rendered and kept: the chart's own values, and those of helm/values. */
export const goldenNames = ["default", "minimal", "production"] as const;

export type GoldenName = (typeof goldenNames)[number];

/** Where a rendered chart is kept. */
export const goldenFile = (name: GoldenName): string => join(helmFolder, "goldens", `${name}.yaml`);

/** The values files a golden is rendered with, on top of the chart's own values. */
export const valuesFiles = (name: GoldenName): string[] =>
  name === "default" ? [] : [join(helmFolder, "values", `${name}.yaml`)];

/** Where the fingerprint of the last rendering is kept. */
export const fingerprintFile = join(helmFolder, "goldens", "rendered.sha256");

/**
 * Of the goldens and every file that decides what is rendered; another one than the last rendering's
 * means that the goldens are out of date, or edited by hand.
 */
export function chartFingerprint(): string {
  const hash = createHash("sha256");
  const inChart = readdirSync(chartFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".md"))
    .map((entry) => join(entry.parentPath, entry.name));
  const around = [...goldenNames.flatMap(valuesFiles), ...goldenNames.map(goldenFile)];
  for (const file of [...inChart, ...around].toSorted())
    hash
      .update(`${relative(helmFolder, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  return hash.digest("hex");
}
