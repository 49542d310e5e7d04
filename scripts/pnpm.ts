import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { installedPnpm } from "./launcher/install.mjs";

const root = join(import.meta.dirname, "..");

/**
 * Runs the pnpm that installed this repository, in its root. Resolves with the output; rejects with it
 * if the exit code is not 0.
 */
export async function runPnpm(args: readonly string[]): Promise<string> {
  const options = { cwd: root, maxBuffer: 64 * 2 ** 20 };
  const { stdout } = await promisify(execFile)(installedPnpm(root), args, options);
  return stdout;
}
