// `npm run release`: gives the published packages their next version and changelogs from the pending
// changesets, and records the contract of that version. Publishes and commits nothing.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkContract } from "./check-contract.ts";
import { describeContract } from "./contract-document.ts";
import { printCheck } from "./print-check.ts";
import { root, writeRelease } from "./releases.ts";

process.exitCode = printCheck(await checkContract()) ? release() : 1;

function release(): number {
  // The launcher's PATH begins with the repository's programs. It fails without a changeset.
  const { status } = spawnSync("changeset", ["version"], { cwd: root, stdio: "inherit" });
  if (status !== 0) return status ?? 1;
  const manifest = readFileSync(join(root, "packages", "contract", "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { readonly version: string };
  process.stdout.write(`Wrote ${writeRelease({ ...describeContract(), version })}\n`);
  return 0;
}
