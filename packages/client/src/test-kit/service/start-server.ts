import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface StartedServer {
  readonly url: string;
  /** Sends SIGTERM; resolves when the process has ended. */
  stop(): Promise<void>;
}

// Preloaded into the server, which would outlive a parent that was killed.
const endWithParent = `data:text/javascript,${encodeURIComponent(`
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  }, 200).unref();
`)}`;

const keptLines = 30;

/**
 * Starts the server on a free port, with these settings alone, and waits until it listens. Rejects with the end of its
 * log if it exits before.
 */
export async function startServer(
  program: string,
  settings: Readonly<Record<string, string>>,
): Promise<StartedServer> {
  const child = spawn(process.execPath, ["--import", endWithParent, program], {
    env: { PATH: process.env["PATH"], ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  const port = await listeningPort(child);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function listeningPort(child: ChildProcess): Promise<string> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => reject(new Error(`The billing server exited:\n${lines.join("\n")}`)));
    for (const output of [child.stdout!, child.stderr!])
      createInterface(output).on("line", (line) => {
        const port = /"port":(\d+),"msg":"listening"/.exec(line)?.[1];
        if (port) resolve(port);
        lines.push(line);
        if (lines.length > keptLines) lines.shift();
      });
  });
}
