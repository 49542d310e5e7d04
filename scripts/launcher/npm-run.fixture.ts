import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasEnded } from "@onekonsole/billing-testkit/server/end-child";
import { vi } from "vitest";
import { describeProcess } from "./describe-process.mjs";

/** A folder with an npm script that supervises a server, as the launcher does with `dev`. */
export interface NpmRun extends AsyncDisposable {
  readonly npm: ChildProcess;
  /** Everything the run printed so far. */
  readonly printed: () => string;
  /** The supervised program and the child it has started itself. */
  readonly programs: readonly number[];
  /** Where the program listens. */
  readonly port: number;
  /** Resolves when none of the supervised programs is left. */
  readonly gone: () => Promise<void>;
  /** Whether the program came to the end of its own shutdown. */
  readonly stoppedCleanly: () => boolean;
}

export interface NpmRunOptions {
  /** Ignores SIGTERM. */
  readonly stubborn?: boolean;
  readonly graceMs?: number;
  /** The npm script; whether the shell that npm starts stays between depends on it. */
  readonly script?: string;
}

/** For a busy machine; nothing here takes longer than a second on a quiet one. */
export const patience = { timeout: 60_000 };

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

// Takes a moment to stop, so that being killed too early shows as a missing file.
const programSource = (stubborn: boolean) => `
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
    if (${stubborn}) return;
    setTimeout(() => server.close(() => {
      writeFileSync("stopped-cleanly", "");
      process.exit(0);
    }), 300);
  });`;

/** Starts `npm run dev` in a folder of its own and waits for its server to listen. */
export async function startNpmRun(options: NpmRunOptions = {}): Promise<NpmRun> {
  const folder = mkdtempSync(join(tmpdir(), "npm-run-"));
  const file = (name: string) => join(folder, name);
  const scripts = { dev: options.script ?? "node launch.mjs" };
  writeFileSync(file("package.json"), JSON.stringify({ name: "npm-run", scripts }));
  writeFileSync(file("launch.mjs"), launcherSource(folder, options.graceMs ?? 10_000));
  writeFileSync(file("program.mjs"), programSource(options.stubborn ?? false));
  // A group of its own, as a terminal gives to each command.
  const npm = spawn("npm", ["run", "dev"], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [npm.stdout, npm.stderr]) stream.on("data", (chunk) => (text += chunk));
  await vi.waitUntil(() => existsSync(file("started.json")), patience);
  const started = JSON.parse(readFileSync(file("started.json"), "utf8")) as {
    programs: number[];
    port: number;
  };
  const left = () => started.programs.filter(isAlive);
  return {
    npm,
    ...started,
    printed: () => text,
    gone: async () => void (await vi.waitUntil(() => left().length === 0, patience)),
    stoppedCleanly: () => existsSync(file("stopped-cleanly")),
    [Symbol.asyncDispose]: async () => {
      if (!hasEnded(npm)) {
        process.kill(-(npm.pid as number), "SIGKILL");
        await once(npm, "exit");
      }
      for (const pid of left()) process.kill(pid, "SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  const found = describeProcess(pid);
  return found !== undefined && !found.dead;
}
