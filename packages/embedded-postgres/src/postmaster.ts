import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

const startMs = 120_000;
const keptLines = 20;

/** A running PostgreSQL server process. */
export interface Postmaster {
  readonly pid: number;
  /** Shuts down; resolves when the process has ended. Idempotent. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the server and resolves when it accepts connections, within two minutes including crash recovery.
 * @throws EmbeddedPostgresError with the server's last log lines if it ends before that.
 */
export async function startPostmaster(
  commandLine: readonly string[],
  log: (line: string) => void,
): Promise<Postmaster> {
  const [command = "", ...args] = commandLine;
  // Detached: Ctrl-C in the terminal must not stop the database before the service's own shutdown.
  const child = spawn(command, args, {
    cwd: "/",
    detached: true,
    env: { PATH: process.env["PATH"], TZ: "UTC", LC_ALL: "C" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const stop = stopper(child);
  await readiness(child, log).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { pid: child.pid as number, stop };
}

function readiness(child: ChildProcess, log: (line: string) => void): Promise<void> {
  const lastLines: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (reason: string) =>
      reject(new EmbeddedPostgresError(`PostgreSQL ${reason}:\n${lastLines.join("\n")}`));
    const timer = setTimeout(() => fail("did not become ready"), startMs);
    child.once("error", reject);
    // "close" comes after the last line, "exit" may come before it.
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      log(`PostgreSQL ended (${signal ?? code})`);
      fail(`ended with ${signal ?? code} while starting`);
    });
    createInterface({ input: child.stderr! }).on("line", (line) => {
      log(line);
      lastLines.push(line);
      if (lastLines.length > keptLines) lastLines.shift();
      if (!line.includes("database system is ready to accept connections")) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Fast shutdown, then immediate shutdown, then SIGKILL; see PostgreSQL's manual, 18.5. */
const shutdownSteps = [
  ["SIGINT", 10_000],
  ["SIGQUIT", 5_000],
  ["SIGKILL", 5_000],
] as const;

function stopper(child: ChildProcess): () => Promise<void> {
  const interrupt = () => child.kill("SIGINT");
  process.once("exit", interrupt);
  const ended = once(child, "exit").catch(() => undefined);
  let stopping: Promise<void> | undefined;
  void ended.then(() => process.off("exit", interrupt));
  return () => (stopping ??= shutDown(child, ended));
}

async function shutDown(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  for (const [signal, timeoutMs] of shutdownSteps) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    child.kill(signal);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([ended, timeout]);
    clearTimeout(timer);
  }
}
