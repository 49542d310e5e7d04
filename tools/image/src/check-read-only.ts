import type { CheckResult } from "./check-result.ts";
import { appInImage, nodeInImage } from "./root-folder.ts";
import { runContainedProgram } from "./run-contained-program.ts";

// Tries every folder below the root except /proc, as an attacker would.
const writeEverywhere = `
const { readdirSync, writeFileSync } = require("node:fs");
const outcomes = {};
const visit = (folder) => {
  try {
    writeFileSync(folder + "/intruder.js", "");
    (outcomes.written ??= []).push(folder);
  } catch ({ code }) {
    (outcomes[code] ??= []).push(folder);
  }
  for (const entry of readdirSync(folder || "/", { withFileTypes: true }))
    if (entry.isDirectory() && entry.name !== "proc") visit(folder + "/" + entry.name);
};
visit("");
console.log(JSON.stringify(outcomes));`;

/** The tried folders by outcome: an error code, or `written`. */
export type WriteOutcomes = Readonly<Record<string, readonly string[]>>;

/** Runs a program that tries to write a file into each folder of a root. */
export async function checkReadOnly(root: string): Promise<CheckResult> {
  const program = [nodeInImage, "-e", writeEverywhere];
  const { stdout, stderr } = await runContainedProgram({ root, program });
  const outcomes = stdout === "" ? {} : (JSON.parse(stdout) as WriteOutcomes);
  return readOnlyResult(outcomes, stderr);
}

// The root, the folder that most programs may write to, and the content.
const leastTried = ["", "/tmp", appInImage];

/** Passes if at least the folders that matter were tried, and each attempt failed with EROFS. */
export function readOnlyResult(outcomes: WriteOutcomes, stderr: string): CheckResult {
  const rejected = new Set(outcomes["EROFS"]);
  const counts = Object.entries(outcomes).map(
    ([outcome, folders]) => `${outcome} in ${folders.length}`,
  );
  return {
    check: "writing into each folder",
    value: counts.join(", ") || stderr,
    ok: leastTried.every((folder) => rejected.has(folder)) && counts.length === 1,
  };
}
