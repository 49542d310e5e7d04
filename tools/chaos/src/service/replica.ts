import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { endChild, hasEnded } from "@onekonsole/billing-testkit/server/end-child";
import { sleep } from "../sleep.ts";
import type { ServerLog } from "./server-log.ts";

/** A billing server that is restarted after every exit, as Kubernetes does. */
export interface Replica extends AsyncDisposable {
  /** The port it serves on; `null` while it starts, is frozen or stops. */
  readonly port: number | null;
  /** Resolves once it serves. */
  ready(): Promise<void>;
  /** Sends SIGKILL; the restart follows after `pauseMs`. */
  kill(pauseMs: number): Promise<void>;
  /** Sends SIGTERM; the restart follows the clean stop. */
  restart(): Promise<void>;
  /** Suspends the process for that time: other replicas take over its jobs, then it resumes. */
  freeze(forMs: number): Promise<void>;
}

type ServerProcess = ChildProcessByStdio<null, Readable, Readable>;

export interface ReplicaOptions {
  /** Starts the process of a server. */
  readonly spawn: () => ServerProcess;
  readonly log: ServerLog;
  /** Called when the server exits without being stopped, after it has served. */
  readonly onUnexpectedExit: (how: string) => void;
}

/** The current process of a replica. */
interface ReplicaProcess {
  child: ServerProcess | undefined;
  port: number | null;
  /** Whether the next exit was requested. */
  isStopRequested: boolean;
  pauseBeforeStartMs: number;
  isDisposed: boolean;
}

/** Starts a replica and restarts it until it is disposed. */
export function startReplica(options: ReplicaOptions): Replica {
  const current: ReplicaProcess = {
    child: undefined,
    port: null,
    isStopRequested: false,
    pauseBeforeStartMs: 0,
    isDisposed: false,
  };
  const restarting = restartUntilDisposed(current, options);
  return {
    get port() {
      return current.port;
    },
    ready: async () => {
      while (current.port === null) await sleep(20);
    },
    kill: (pauseMs) => stop(current, "SIGKILL", pauseMs),
    restart: () => stop(current, "SIGTERM", 0),
    freeze: (forMs) => freeze(current, forMs),
    [Symbol.asyncDispose]: async () => {
      current.isDisposed = true;
      await stop(current, "SIGKILL", 0);
      await restarting;
    },
  };
}

async function restartUntilDisposed(
  current: ReplicaProcess,
  options: ReplicaOptions,
): Promise<void> {
  while (!current.isDisposed) {
    await runOnce(current, options);
    await sleep(current.isDisposed ? 0 : current.pauseBeforeStartMs);
    // A start without a database fails; the next one follows a second later.
    current.pauseBeforeStartMs = 1_000;
  }
}

async function runOnce(current: ReplicaProcess, options: ReplicaOptions): Promise<void> {
  current.isStopRequested = false;
  const { spawn, log, onUnexpectedExit } = options;
  const child = spawn();
  current.child = child;
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on("line", (line) => {
      log.add(line);
      const port = /"port":(\d+),"msg":"listening"/.exec(line)?.[1];
      if (port) current.port = Number(port);
    });
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  const hasServed = current.port !== null;
  current.port = null;
  if (hasServed && !current.isStopRequested) onUnexpectedExit(signal ?? `exit code ${code}`);
}

async function stop(
  current: ReplicaProcess,
  signal: "SIGKILL" | "SIGTERM",
  pauseMs: number,
): Promise<void> {
  current.isStopRequested = true;
  current.pauseBeforeStartMs = pauseMs;
  if (signal === "SIGKILL") current.port = null;
  if (current.child) await endChild(current.child, signal);
}

async function freeze(current: ReplicaProcess, forMs: number): Promise<void> {
  const { child, port } = current;
  if (!child || port === null) return;
  child.kill("SIGSTOP");
  current.port = null;
  await sleep(forMs);
  child.kill("SIGCONT");
  if (child === current.child && !hasEnded(child)) current.port = port;
}
