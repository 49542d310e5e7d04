// `npm run release`: gives the published packages their next version and changelogs from the pending
// changesets, and records the contract of that version. Publishes and commits nothing.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkContract } from "./check-contract.ts";
import { describeContract } from "./contract-document.ts";
import { printCheck } from "./print-check.ts";
import { root, writeRelease } from "./releases.ts";

const checked = await checkContract();
process.exitCode = printCheck(checked) ? release(checked.lastVersion) : 1;

function release(lastVersion: string): number {
  // The launcher's PATH begins with the repository's programs.
  const { status } = spawnSync("changeset", ["version"], { cwd: root, stdio: "inherit" });
  if (status !== 0) return status ?? 1;
  const manifest = readFileSync(join(root, "packages", "contract", "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { readonly version: string };
  if (version === lastVersion) return fail("There is no changeset to release.");
  process.stdout.write(`Wrote ${writeRelease({ ...describeContract(), version })}\n`);
  return 0;
}

function fail(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return 1;
}
