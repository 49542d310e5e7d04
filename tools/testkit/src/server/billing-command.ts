import { execFile } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..", "..");
const compileCache = join(root, ".cache", "compile");
const program = [join("apps", "billing-cli", "dist", "main.js")];

/** How a command ended, and what it printed. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line of the operator in a process of its own, with these settings and no others. */
export function billingCommand(
  settings: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ended> {
  const env = { PATH: process.env["PATH"], NODE_COMPILE_CACHE: compileCache, ...settings };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...program, ...args],
      { cwd: root, env },
      (error, stdout, stderr) => {
        const exitCode = typeof error?.code === "number" ? error.code : error ? -1 : 0;
        resolve({ exitCode, stdout, stderr });
      },
    );
    child.stdin?.end();
  });
}
