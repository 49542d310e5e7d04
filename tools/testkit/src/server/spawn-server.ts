import { type ChildProcessByStdio, spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";

const serverFolder = join(import.meta.dirname, "..", "..", "..", "..", "apps", "billing-server");
const compileCache = join(import.meta.dirname, "..", "..", "..", "..", ".cache", "compile");
const endWithParent = new URL("end-with-parent.mjs", import.meta.url).href;

/** One of the server's programs, and what it is started with. */
export interface ServerProgram {
  readonly name: "main" | "migrate";
  /** Runs the build instead of the sources. */
  readonly built: boolean;
  /** All its variables but PATH and Node's compile cache: nothing else is inherited. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Starts a program of the server's, which ends when we do. Its outputs are pipes of ours: it must
 * not hold on to the output of a test run that then waits for it.
 */
export function spawnServer(program: ServerProgram): ChildProcessByStdio<null, Readable, Readable> {
  const { name, built, environment } = program;
  const sources = ["--conditions=source", "--import", "tsx"];
  const args = built ? [`dist/${name}.js`] : [...sources, `src/${name}.ts`];
  return spawn(process.execPath, ["--import", endWithParent, ...args], {
    cwd: serverFolder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: compileCache, ...environment },
  });
}
