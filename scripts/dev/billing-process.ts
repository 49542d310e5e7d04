import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { hasEnded } from "@onekonsole/billing-testkit/server/end-child";

const endWithDev = new URL("end-with-dev.mjs", import.meta.url).href;
const serverFolder = join(import.meta.dirname, "..", "..", "apps", "billing-server");

/** The billing server in a separate process, restarted when its source changes. */
export interface BillingProcess {
  /** Resolves when the server is ready; rejects if it exits first. */
  readonly ready: Promise<void>;
  /** Sends SIGTERM and waits for the clean stop. */
  stop(): Promise<void>;
}

export interface BillingStart {
  readonly url: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Modules to import before the server. */
  readonly preloads: readonly string[];
  /** What to print of a line of its log. */
  readonly format: (line: string) => string;
}

/** Starts the server and prints its log. */
export function startBillingProcess({
  url,
  settings,
  preloads,
  format,
}: BillingStart): BillingProcess {
  const watched = ["--watch", "--watch-preserve-output", "--conditions=source", "--import", "tsx"];
  const imports = [endWithDev, ...preloads].flatMap((module) => ["--import", module]);
  const child = spawn(process.execPath, [...watched, ...imports, "src/main.ts"], {
    cwd: serverFolder,
    env: { ...process.env, ...settings, DEV_PID: String(process.pid) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  createInterface(child.stdout).on("line", (line) => process.stdout.write(format(line)));
  const ready = waitUntilReady(url, child);
  // A stop before the first await of `ready` must not end this process.
  ready.catch(() => undefined);
  return {
    ready,
    stop: async () => {
      if (hasEnded(child)) return;
      child.kill("SIGTERM");
      // `close` follows the exit once the last lines are read.
      await once(child, "close");
    },
  };
}

/** Resolves when `/readyz` returns 2xx; rejects once the process has ended. */
export async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (hasEnded(child))
      throw new Error(`The billing server exited with ${child.exitCode ?? child.signalCode}.`);
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
