import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { ServerClock } from "../clock/server-clock.ts";
import { endChild } from "./end-child.ts";
import { sandboxSettings } from "./sandbox-settings.ts";
import { spawnServer } from "./spawn-server.ts";

/** A billing server in a separate process, which a test may kill. */
export interface BillingProcess extends AsyncDisposable {
  readonly url: string;
  /** The log, line by line. */
  readonly log: readonly string[];
  /** Sends SIGKILL, as a power failure would end the process. */
  kill(): Promise<void>;
  /** Sends SIGTERM; resolves with the exit code after the clean stop. */
  stop(): Promise<number | null>;
}

export interface BillingProcessOptions {
  readonly sandbox: Sandbox;
  readonly databaseUrl: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Has the server follow a clock. */
  readonly clock?: ServerClock;
  /** Runs the build, which starts three times as fast as the sources; true by default. */
  readonly built?: boolean;
}

/** Starts a server on a free port and waits until it listens; rejects with its log if it exits. */
export async function startBillingProcess(options: BillingProcessOptions): Promise<BillingProcess> {
  const { sandbox, databaseUrl, settings = {}, built = true, clock } = options;
  const environment = {
    ...sandboxSettings(sandbox, databaseUrl),
    ...clock?.environment,
    ...settings,
  };
  const preloads = clock ? [clock.preload] : [];
  const child = spawnServer({ name: "main", built, environment, preloads });
  child.stderr.on("data", (chunk: Buffer) => process.stderr.write(chunk));
  const log: string[] = [];
  const port = await listeningPort(child, log);
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    kill: async () => void (await endChild(child, "SIGKILL")),
    stop: () => endChild(child, "SIGTERM"),
    [Symbol.asyncDispose]: async () => {
      await endChild(child, "SIGKILL");
      expectNoInternalError(log);
    },
  };
}

/** An undeclared error of a procedure fails the test; in another process only the log shows it. */
function expectNoInternalError(log: readonly string[]): void {
  const failed = log.filter((line) => line.includes('"code":"internal"'));
  if (failed.length > 0) throw new Error(`Requests failed internally:\n${failed.join("\n")}`);
}

function listeningPort(child: ChildProcess, log: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error(`The server exited:\n${log.join("\n")}`)));
    if (!child.stdout) return reject(new Error("The server has no output."));
    createInterface(child.stdout).on("line", (line) => {
      log.push(line);
      const port = /"port":(\d+),"msg":"listening"/.exec(line)?.[1];
      if (port) resolve(Number(port));
    });
  });
}
