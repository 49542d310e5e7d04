import type { Finding } from "./finding.ts";
import { nodeInImage } from "./root-folder.ts";
import { runContained } from "./run-contained.ts";

// In every folder of its root but the kernel's own, as an intruder would look for a place to stay.
const tryEverywhere = `
const { readdirSync, writeFileSync } = require("node:fs");
const tried = {};
const visit = (folder) => {
  try {
    writeFileSync(folder + "/intruder.js", "");
    (tried.written ??= []).push(folder);
  } catch ({ code }) {
    (tried[code] ??= []).push(folder);
  }
  for (const entry of readdirSync(folder || "/", { withFileTypes: true }))
    if (entry.isDirectory() && entry.name !== "proc") visit(folder + "/" + entry.name);
};
visit("");
console.log(JSON.stringify(tried));`;

/** Whether a program in the image could write anywhere in its root. */
export async function writingFinding(root: string): Promise<Finding> {
  const program = [nodeInImage, "-e", tryEverywhere];
  const { output, complaints } = await runContained({ root, program });
  const tried = output === "" ? {} : (JSON.parse(output) as Record<string, readonly string[]>);
  const refused = tried["EROFS"]?.length ?? 0;
  const outcomes = Object.entries(tried).map(([how, folders]) => `${how} in ${folders.length}`);
  return {
    what: "writing into each folder",
    seen: outcomes.join(", ") || complaints,
    ok: refused > 0 && outcomes.length === 1,
  };
}
