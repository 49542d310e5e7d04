import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasEnded } from "@onekonsole/billing-testkit/server/end-child";
import { vi } from "vitest";
import { describeProcess } from "./describe-process.mjs";

/** An npm script that supervises a server, as the launcher does for `npm run dev`. */
export interface NpmRun extends AsyncDisposable {
  readonly npm: ChildProcess;
  /** The output so far. */
  readonly printed: () => string;
  /** The process ids of the supervised program and of its child. */
  readonly programs: readonly number[];
  /** The port of the program. */
  readonly port: number;
  /** Resolves when all supervised programs have exited. */
  readonly allExited: () => Promise<void>;
  /** Whether the program completed its own shutdown. */
  readonly stoppedCleanly: () => boolean;
}

export interface NpmRunOptions {
  /** The program ignores SIGTERM. */
  readonly ignoresSigterm?: boolean;
  readonly graceMs?: number;
  /** The npm script. It determines whether npm's shell stays between npm and the launcher. */
  readonly script?: string;
}

/** For a busy machine: on an idle one, each wait takes less than a second. */
export const waitOptions = { timeout: 60_000 };

const moduleUrl = (name: string) => new URL(name, import.meta.url).href;

function launcherSource(folder: string, graceMs: number): string {
  const preload = moduleUrl("stop-with-launcher.mjs");
  return `
    import { createSupervisor } from ${JSON.stringify(moduleUrl("supervisor.mjs"))};
    const supervisor = createSupervisor({ graceMs: ${graceMs} });
    const env = { ...process.env, LAUNCHER_PID: String(process.pid) };
    const options = { cwd: ${JSON.stringify(folder)}, env, output: "inherit" };
    const args = ["--import", ${JSON.stringify(preload)}, "program.mjs"];
    process.exit((await supervisor.run(process.execPath, args, options)).exitCode);`;
}

// Stops after 300 ms, so that an early SIGKILL shows as a missing file.
const programSource = (ignoresSigterm: boolean) => `
  import { spawn } from "node:child_process";
  import { renameSync, writeFileSync } from "node:fs";
  import { createServer } from "node:net";
  const child = spawn("sleep", ["300"], { stdio: "ignore" });
  const server = createServer().listen(0, "127.0.0.1", () => {
    const programs = [process.pid, child.pid];
    writeFileSync("starting.json", JSON.stringify({ programs, port: server.address().port }));
    renameSync("starting.json", "started.json");
  });
  process.on("SIGTERM", () => {
    console.log("stopping");
    if (${ignoresSigterm}) return;
    setTimeout(() => server.close(() => {
      writeFileSync("stopped-cleanly", "");
      process.exit(0);
    }), 300);
  });`;

/** Starts `npm run dev` in a new folder and waits until its server listens. */
export async function startNpmRun(options: NpmRunOptions = {}): Promise<NpmRun> {
  const folder = mkdtempSync(join(tmpdir(), "npm-run-"));
  const file = (name: string) => join(folder, name);
  const scripts = { dev: options.script ?? "node launch.mjs" };
  writeFileSync(file("package.json"), JSON.stringify({ name: "npm-run", scripts }));
  writeFileSync(file("launch.mjs"), launcherSource(folder, options.graceMs ?? 10_000));
  writeFileSync(file("program.mjs"), programSource(options.ignoresSigterm ?? false));
  // A process group of its own, as a terminal creates for each command.
  const npm = spawn("npm", ["run", "dev"], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [npm.stdout, npm.stderr]) stream.on("data", (chunk) => (text += chunk));
  await vi.waitUntil(() => existsSync(file("started.json")), waitOptions);
  const started = JSON.parse(readFileSync(file("started.json"), "utf8")) as {
    programs: number[];
    port: number;
  };
  const remaining = () => started.programs.filter(isAlive);
  return {
    npm,
    ...started,
    printed: () => text,
    allExited: async () => void (await vi.waitUntil(() => remaining().length === 0, waitOptions)),
    stoppedCleanly: () => existsSync(file("stopped-cleanly")),
    [Symbol.asyncDispose]: async () => {
      if (!hasEnded(npm)) {
        process.kill(-(npm.pid as number), "SIGKILL");
        await once(npm, "exit");
      }
      for (const pid of remaining()) process.kill(pid, "SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  const found = describeProcess(pid);
  return found !== undefined && !found.dead;
}
