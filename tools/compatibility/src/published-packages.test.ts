import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./releases.ts";

const read = (file: string) =>
  JSON.parse(readFileSync(join(root, file), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly private?: boolean;
    readonly fixed?: readonly (readonly string[])[];
  };

test("the published packages are released together, with one version", () => {
  const manifests = globSync("{apps,packages,tools}/*/package.json", { cwd: root }).map(read);
  const published = manifests.filter((manifest) => !manifest.private);
  const together = read(".changeset/config.json").fixed?.map((names) => names.toSorted());
  expect(together).toEqual([published.map(({ name }) => name).toSorted()]);
  expect(new Set(published.map(({ version }) => version)).size).toBe(1);
});
