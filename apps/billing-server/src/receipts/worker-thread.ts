import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { RenderRequest, RenderResult } from "./render-request.ts";

/** A thread that renders one document at a time. */
export interface WorkerThread {
  /** Rejects if the thread fails or ends, and when the signal is aborted; the thread is then of no use. */
  render(request: RenderRequest, signal: AbortSignal): Promise<RenderResult>;
  /** Ends the thread at once, also during an endless loop. */
  end(): Promise<void>;
}

const extension = extname(import.meta.url);

// Beside this file in the sources; in the build, beside the file that contains this one.
const program = new URL(`./render-worker${extension}`, import.meta.url);

// Node runs the sources as they are; the condition resolves workspace packages to theirs.
const execArgv = extension === ".ts" ? ["--conditions=source"] : [];

/** Starts a thread, which keeps no process running. `entry` replaces its program, for tests. */
export function startWorkerThread(entry: URL = program): WorkerThread {
  const worker = new Worker(entry, {
    execArgv,
    // It needs none of the server's secrets.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  worker.unref();
  const ended = new AbortController();
  worker.once("error", (error) => ended.abort(error));
  worker.once("exit", () => ended.abort(new Error("The thread that renders receipts has ended.")));
  return {
    async render(request, signal) {
      const answered = once(worker, "message", { signal: AbortSignal.any([ended.signal, signal]) });
      worker.postMessage(request);
      const [result] = (await answered) as [RenderResult];
      return result;
    },
    end: async () => {
      await worker.terminate();
    },
  };
}
