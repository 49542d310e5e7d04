import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Check } from "./checks.ts";

const root = join(import.meta.dirname, "..");

/** Runs a check and prints one line for it, below what it had to say when it failed. */
export function runCheck({ name, program, args, live = false }: Check): Promise<boolean> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const output = live ? "inherit" : "pipe";
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", output, output] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    }
    child.once("error", reject);
    child.once("close", (code) => {
      const passed = code === 0;
      if (!passed && !live) process.stdout.write(`${text.trimEnd()}\n`);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      process.stdout.write(`${passed ? "ok    " : "FAILED"} ${name} (${seconds} s)\n`);
      resolve(passed);
    });
  });
}

/** Runs checks one after the other, the rest of them even when one fails; how many failed. */
export async function runChecks(checks: readonly Check[]): Promise<number> {
  let failed = 0;
  for (const check of checks) failed += (await runCheck(check)) ? 0 : 1;
  return failed;
}
