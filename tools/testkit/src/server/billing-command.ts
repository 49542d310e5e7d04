import { execFile } from "node:child_process";
import { join } from "node:path";
import { inherited } from "./inherited-environment.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");
const program = [join("apps", "billing-cli", "dist", "main.js")];

/** The exit code of a command and its output. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the build of the operator's command line in a separate process, with these settings alone. */
export function billingCommand(
  settings: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<CommandResult> {
  const env = { ...inherited, ...settings };
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
