import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { endChild } from "../server/end-child.ts";

/** A process under measurement. */
export interface MeasuredProcess {
  readonly port: number;
  /** CPU time used so far, user and system, in microseconds, as the operating system counts it. */
  cpuMicros(): number;
  /** Physical memory in use, as the operating system counts it. */
  residentBytes(): number;
  /** From its start until it listened. */
  readonly readyMs: number;
  /** Where its inspector listens, for a program started with `--inspect`. */
  readonly inspector: Promise<string>;
  /** Does nothing when it has ended already. */
  stop(): Promise<void>;
}

interface Program {
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Told every line that it logs. */
  readonly onLine?: (line: string) => void;
}

// Linux counts CPU time in ticks of 10 ms on every platform Node runs on.
const microsPerTick = 10_000;
const bytesPerPage = 4_096;

/** Starts a program that logs its port as `"port":N` once it listens. */
export async function startMeasured({ args, cwd, env, onLine }: Program): Promise<MeasuredProcess> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const inspector = inspectorOf(child);
  const port = await portOf(child, onLine);
  const readyMs = performance.now() - startedAt;
  const pid = child.pid ?? 0;
  return {
    port,
    cpuMicros: () => {
      // The command's name may hold spaces, so fields are counted from its closing parenthesis.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) * microsPerTick;
    },
    residentBytes: () => {
      const [, pages] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
      return Number(pages) * bytesPerPage;
    },
    readyMs,
    inspector,
    stop: async () => void (await endChild(child, "SIGTERM")),
  };
}

/** Passes on what the program complains of, and finds the inspector's address in it. */
function inspectorOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (!child.stderr) return;
    createInterface(child.stderr).on("line", (line) => {
      const address = /^Debugger listening on (ws:\S+)/.exec(line)?.[1];
      if (address) resolve(address);
      else if (!line.startsWith("For help")) console.error(line);
    });
  });
}

function portOf(
  child: ChildProcess,
  onLine: (line: string) => void = () => undefined,
): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`It ended with ${code} before it listened.`)));
    if (!child.stdout) return reject(new Error("It has no output."));
    createInterface(child.stdout).on("line", (line) => {
      onLine(line);
      const port = /"port":(\d+)/.exec(line)?.[1];
      if (port) resolve(Number(port));
    });
  });
}
