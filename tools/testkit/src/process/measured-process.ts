import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { endChild, hasEnded } from "../server/end-child.ts";

/** A process under measurement. */
export interface MeasuredProcess {
  readonly pid: number;
  readonly port: number;
  /** CPU time so far, user and system, in microseconds, from /proc. */
  cpuMicros(): number;
  /** Physical memory in use, from /proc. */
  residentBytes(): number;
  /** The time from the start until the process listened. */
  readonly readyMs: number;
  /** The inspector's URL; pending forever unless the program is started with `--inspect`. */
  readonly inspector: Promise<string>;
  /** Sends SIGKILL and waits for the exit. */
  kill(): Promise<void>;
  /** Sends SIGTERM and waits for the exit; does nothing after the exit. */
  stop(): Promise<void>;
}

interface Program {
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with every line of the output, unless it goes to a file. */
  readonly onLine?: (line: string) => void;
  /** Receives the output: a reader that is busy would stop the program when its pipe is full. */
  readonly logFile?: string;
}

const endWithParent = new URL("../server/end-with-parent.mjs", import.meta.url).href;

// Linux counts CPU time in ticks of 10 ms on every platform Node runs on.
const microsPerTick = 10_000;
const bytesPerPage = 4_096;

/** Starts a program that logs its port as `"port":N` once it listens. It ends with this process. */
export async function startMeasured(program: Program): Promise<MeasuredProcess> {
  const { args, cwd, env, onLine, logFile } = program;
  const output = logFile === undefined ? undefined : openSync(logFile, "w");
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["--import", endWithParent, ...args], {
    ...(cwd === undefined ? {} : { cwd }),
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", output ?? "pipe", "pipe"],
  });
  if (output !== undefined) closeSync(output);
  const inspector = readInspectorUrl(child);
  const port = await (logFile === undefined ? readPort(child, onLine) : findPort(child, logFile));
  const readyMs = performance.now() - startedAt;
  const pid = child.pid ?? 0;
  return {
    pid,
    port,
    cpuMicros: () => parseCpuMicros(readFileSync(`/proc/${pid}/stat`, "utf8")),
    residentBytes: () => parseResidentBytes(readFileSync(`/proc/${pid}/statm`, "utf8")),
    readyMs,
    inspector,
    kill: async () => void (await endChild(child, "SIGKILL")),
    stop: async () => void (await endChild(child, "SIGTERM")),
  };
}

/** The user and system time in the text of /proc/PID/stat. */
export function parseCpuMicros(stat: string): number {
  // The command's name may contain spaces and parentheses: fields are counted from its end.
  const fields = stat.slice(stat.lastIndexOf(") ") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * microsPerTick;
}

/** The resident set in the text of /proc/PID/statm. */
export const parseResidentBytes = (statm: string): number =>
  Number(statm.split(" ")[1]) * bytesPerPage;

/** Forwards the error output, and finds the inspector's URL in it. */
function readInspectorUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (!child.stderr) return;
    createInterface(child.stderr).on("line", (line) => {
      const address = /^Debugger listening on (ws:\S+)/.exec(line)?.[1];
      if (address) resolve(address);
      else if (!line.startsWith("For help")) console.error(line);
    });
  });
}

const findPortIn = (text: string): string | undefined => /"port":(\d+)/.exec(text)?.[1];

/** Polls the log file every 5 ms. */
async function findPort(child: ChildProcess, logFile: string): Promise<number> {
  while (!hasEnded(child)) {
    const port = findPortIn(readFileSync(logFile, "utf8"));
    if (port) return Number(port);
    await sleep(5);
  }
  throw new Error(`The process exited with ${child.exitCode} before it listened; see ${logFile}.`);
}

function readPort(
  child: ChildProcess,
  onLine: (line: string) => void = () => undefined,
): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) =>
      reject(new Error(`The process exited with ${code} before it listened.`)),
    );
    if (!child.stdout) return reject(new Error("The process has no output."));
    createInterface(child.stdout).on("line", (line) => {
      onLine(line);
      const port = findPortIn(line);
      if (port) resolve(Number(port));
    });
  });
}
