import { BillingError } from "../domain/billing-error.ts";
import { withDeadline } from "../lib/with-deadline.ts";
import type { ReceiptRenderer } from "../ports/receipt-renderer.ts";
import type { RenderRequest } from "./render-request.ts";
import { startWorkerThread, type WorkerThread } from "./worker-thread.ts";

export interface RenderLimits {
  /** A document that takes longer is given up; one that has waited longer is not begun. */
  readonly documentMs: number;
  /** An unused thread ends after this time. */
  readonly idleMs: number;
  /** Documents in progress and waiting; more are rejected. */
  readonly documents: number;
}

// A document takes some 25 ms of processor time, the first of a thread about 1 s.
const defaultLimits: RenderLimits = { documentMs: 10_000, idleMs: 60_000, documents: 50 };

const retryAfterMs = 5_000;

/** A renderer whose thread has to be ended. */
export interface ClosableReceiptRenderer extends ReceiptRenderer {
  /** Ends the thread; documents in progress and later ones are rejected. */
  close(): Promise<void>;
}

interface Options {
  readonly startThread?: () => WorkerThread;
  readonly limits?: RenderLimits;
}

/**
 * Renders one document after the other in a thread of its own, so that other requests are not delayed.
 * The thread starts with the first document, and again after one that was given up.
 */
export function createReceiptRenderer({
  startThread = startWorkerThread,
  limits = defaultLimits,
}: Options = {}): ClosableReceiptRenderer {
  let thread: WorkerThread | undefined;
  let idle: NodeJS.Timeout | undefined;
  let previous: Promise<unknown> = Promise.resolve();
  let documents = 0;
  let isClosed = false;

  async function endThread(): Promise<void> {
    const unused = thread;
    thread = undefined;
    await unused?.end();
  }

  async function renderInTurn(request: RenderRequest, arrivedAt: number): Promise<Uint8Array> {
    if (isClosed) throw unavailable("The server stops.");
    if (performance.now() - arrivedAt > limits.documentMs) throw unavailable("Waited too long.");
    clearTimeout(idle);
    const current = (thread ??= startThread());
    const rendering = withDeadline(limits.documentMs, (signal) => current.render(request, signal));
    const result = await rendering.catch(async (cause: unknown) => {
      await endThread();
      throw unavailable(cause);
    });
    idle = setTimeout(() => void endThread(), limits.idleMs).unref();
    if ("error" in result) throw result.error;
    return result.pdf;
  }

  return {
    async render(document, language) {
      if (documents >= limits.documents) throw unavailable("Too many documents are waiting.");
      documents++;
      const arrivedAt = performance.now();
      const turn = previous.then(() => renderInTurn({ document, language }, arrivedAt));
      previous = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        documents--;
      }
    },
    async close() {
      isClosed = true;
      clearTimeout(idle);
      await endThread();
    },
  };
}

const unavailable = (cause: unknown): BillingError =>
  new BillingError("service_unavailable", { cause, retryAfterMs });
