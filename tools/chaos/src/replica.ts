import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { endChild, hasEnded } from "@onekonsole/billing-testkit/server/end-child";
import { spawnServer } from "@onekonsole/billing-testkit/server/spawn-server";
import type { ServerLog } from "./server-log.ts";

/** A billing server that is started again whenever it has ended, as a cluster would. */
export interface Replica extends AsyncDisposable {
  /** Where it serves; `null` while it starts, is frozen or ends. */
  readonly port: number | null;
  /** Resolves once it serves. */
  ready(): Promise<void>;
  /** Dies at once, and is back a moment after `pauseMs`. */
  kill(pauseMs: number): Promise<void>;
  /** Ends cleanly, and is back. */
  restart(): Promise<void>;
  /** Stands still for so long: others take its jobs over, and it wakes up not knowing. */
  freeze(forMs: number): Promise<void>;
}

export interface ReplicaOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly built: boolean;
  readonly log: ServerLog;
  /** Told when the server ended by itself after it had served: it must not, whatever happens. */
  readonly onUnexpectedEnd: (how: string) => void;
}

/** The process of a replica at the moment. */
interface Life {
  child: ChildProcess | undefined;
  port: number | null;
  /** Whether the end that comes was asked for. */
  isAskedToEnd: boolean;
  pauseBeforeStartMs: number;
  isOver: boolean;
}

/** Starts a replica and keeps it up until it is disposed. */
export function startReplica(options: ReplicaOptions): Replica {
  const life: Life = {
    child: undefined,
    port: null,
    isAskedToEnd: false,
    pauseBeforeStartMs: 0,
    isOver: false,
  };
  const kept = keepUp(life, options);
  return {
    get port() {
      return life.port;
    },
    ready: async () => {
      while (life.port === null) await sleep(20);
    },
    kill: (pauseMs) => end(life, "SIGKILL", pauseMs),
    restart: () => end(life, "SIGTERM", 0),
    freeze: (forMs) => freeze(life, forMs),
    [Symbol.asyncDispose]: async () => {
      life.isOver = true;
      await end(life, "SIGKILL", 0);
      await kept;
    },
  };
}

async function keepUp(life: Life, options: ReplicaOptions): Promise<void> {
  while (!life.isOver) {
    await runOnce(life, options);
    await sleep(life.isOver ? 0 : life.pauseBeforeStartMs);
    // A start without a database fails; the next one comes a second later.
    life.pauseBeforeStartMs = 1_000;
  }
}

async function runOnce(life: Life, options: ReplicaOptions): Promise<void> {
  life.isAskedToEnd = false;
  const { built, environment } = options;
  const child = spawnServer({ name: "main", built, environment });
  life.child = child;
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on("line", (line) => {
      options.log.add(line);
      const listening = /"port":(\d+),"msg":"listening"/.exec(line)?.[1];
      if (listening) life.port = Number(listening);
    });
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  const served = life.port !== null;
  life.port = null;
  if (served && !life.isAskedToEnd) options.onUnexpectedEnd(signal ?? `exit code ${code}`);
}

async function end(life: Life, signal: "SIGKILL" | "SIGTERM", pauseMs: number): Promise<void> {
  const { child } = life;
  life.isAskedToEnd = true;
  life.pauseBeforeStartMs = pauseMs;
  if (signal === "SIGKILL") life.port = null;
  if (child) await endChild(child, signal);
}

async function freeze(life: Life, forMs: number): Promise<void> {
  const { child, port } = life;
  if (!child || port === null) return;
  child.kill("SIGSTOP");
  life.port = null;
  await sleep(forMs);
  child.kill("SIGCONT");
  if (child === life.child && !hasEnded(child)) life.port = port;
}
