import { type ChildProcessByStdio, spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { inherited } from "./inherited-environment.ts";

const serverFolder = join(import.meta.dirname, "..", "..", "..", "..", "apps", "billing-server");
const endWithParent = new URL("end-with-parent.mjs", import.meta.url).href;

/** One of the server's programs and its settings. */
export interface ServerProgram {
  readonly name: "main" | "migrate";
  /** Runs the build instead of the sources. */
  readonly built: boolean;
  /** All environment variables except PATH and Node's compile cache: no other is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Modules to import before the program. */
  readonly preloads?: readonly string[];
}

/**
 * Starts a program of the server, which ends with this process. Its outputs are pipes: with inherited
 * outputs, a test run would wait until the program closes them.
 */
export function spawnServer(program: ServerProgram): ChildProcessByStdio<null, Readable, Readable> {
  const { name, built, environment, preloads = [] } = program;
  const sources = ["--conditions=source", "--import", "tsx"];
  const args = built ? [`dist/${name}.js`] : [...sources, `src/${name}.ts`];
  const imports = [endWithParent, ...preloads].flatMap((module) => ["--import", module]);
  return spawn(process.execPath, [...imports, ...args], {
    cwd: serverFolder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...inherited, ...environment },
  });
}
