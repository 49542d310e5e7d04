import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import { endChild } from "./end-child.ts";
import { sandboxSettings } from "./sandbox-settings.ts";
import { spawnServer } from "./spawn-server.ts";

/** A billing server in a process of its own, which a test may kill. */
export interface BillingProcess extends AsyncDisposable {
  readonly url: string;
  /** What it logged, line by line. */
  readonly log: readonly string[];
  /** Dies at once, as on a power failure. */
  kill(): Promise<void>;
  /** Stops cleanly on SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface BillingProcessOptions {
  readonly sandbox: Sandbox;
  readonly databaseUrl: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Runs the build, which starts three times as fast as the sources; true by default. */
  readonly built?: boolean;
}

/** Starts a server on a free port and waits until it listens; rejects with its log when it ends. */
export async function startBillingProcess(options: BillingProcessOptions): Promise<BillingProcess> {
  const { sandbox, databaseUrl, settings = {}, built = true } = options;
  const environment = { ...sandboxSettings(sandbox, databaseUrl), ...settings };
  const child = spawnServer({ name: "main", built, environment });
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

/** What a procedure does not declare fails a test; another process can only be judged by its log. */
function expectNoInternalError(log: readonly string[]): void {
  const failed = log.filter((line) => line.includes('"code":"internal"'));
  if (failed.length > 0) throw new Error(`Requests failed internally:\n${failed.join("\n")}`);
}

function listeningPort(child: ChildProcess, log: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error(`The server ended:\n${log.join("\n")}`)));
    if (!child.stdout) return reject(new Error("The server has no output."));
    createInterface(child.stdout).on("line", (line) => {
      log.push(line);
      const port = /"port":(\d+),"msg":"listening"/.exec(line)?.[1];
      if (port) resolve(Number(port));
    });
  });
}
