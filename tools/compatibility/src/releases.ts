import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ContractDocument } from "./contract-document.ts";

/** The repository. */
export const root = join(import.meta.dirname, "..", "..", "..");

const folder = join(root, "packages", "contract", "releases");
const suffix = ".json";

/** The contract of the last release. */
export function readLastRelease(): ContractDocument {
  const last = releasedVersions().at(-1);
  if (last === undefined) throw new Error(`There is no release in ${folder}.`);
  return JSON.parse(readFileSync(join(folder, last + suffix), "utf8")) as ContractDocument;
}

/** Records the contract of a release. Returns the path of the file. */
export function writeRelease(contract: ContractDocument): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, contract.version + suffix);
  writeFileSync(file, `${JSON.stringify(contract, null, 1)}\n`);
  return file;
}

/** The released versions, in their order. */
const releasedVersions = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .toSorted((one, other) => one.localeCompare(other, "en", { numeric: true }));
