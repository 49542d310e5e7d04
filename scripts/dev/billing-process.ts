import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { hasEnded } from "@onekonsole/billing-testkit/server/end-child";
import { readableLog } from "./readable-log.ts";

const serverFolder = join(import.meta.dirname, "..", "..", "apps", "billing-server");

/** The billing server in a process of its own, started again whenever its source changes. */
export interface BillingProcess {
  /** Resolves when the server answers; rejects when it ended instead. */
  readonly ready: Promise<void>;
  /** Asks for the clean stop and waits for it. */
  stop(): Promise<void>;
}

/** Starts the server with these settings, its log on our output, for people to read. */
export function startBillingProcess(
  url: string,
  settings: Readonly<Record<string, string>>,
): BillingProcess {
  const watched = ["--watch", "--watch-preserve-output", "--conditions=source", "--import", "tsx"];
  const child = spawn(process.execPath, [...watched, "src/main.ts"], {
    cwd: serverFolder,
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const readable = readableLog(process.stdout.isTTY && process.stdout.hasColors());
  createInterface(child.stdout).on("line", (line) => process.stdout.write(readable(line)));
  return {
    ready: waitUntilAnswering(url, child),
    stop: async () => {
      if (hasEnded(child)) return;
      child.kill("SIGTERM");
      // Later than its exit: the last lines have been read.
      await once(child, "close");
    },
  };
}

async function waitUntilAnswering(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error("The billing server ended.");
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
