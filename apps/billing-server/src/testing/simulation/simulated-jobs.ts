import { captureOrder } from "../../workers/capture-order.ts";
import { deliverOrder } from "../../workers/deliver-order.ts";
import { refundOrder } from "../../workers/refund-order.ts";
import { RetryableError } from "../../workers/retryable-error.ts";
import type { MemoryStore } from "../memory-store.ts";

export type Queued = MemoryStore["queued"][number];

type Dependencies = Parameters<typeof captureOrder>[0] &
  Parameters<typeof deliverOrder>[0] &
  Parameters<typeof refundOrder>[0];

export const runJob = (
  deps: Dependencies,
  { job, id: orderId, isRetry }: Queued,
): Promise<void> => {
  if (job === "capture") return captureOrder(deps, { orderId, isRetry });
  return job === "deliver" ? deliverOrder(deps, { orderId }) : refundOrder(deps, { orderId });
};

/** A worker that passes the first waiting job to `use`; a job to retry is queued again. */
export function createJobQueue(
  queued: Queued[],
  onEnded: () => void,
): (use: (job: Queued) => Promise<void>) => Promise<void> {
  const working = new Set<Queued>();
  return async (use) => {
    const job = queued.find((it) => !working.has(it));
    if (!job) return;
    working.add(job);
    const isDone = await completes(() => use(job));
    queued.splice(queued.indexOf(job), 1);
    // At the end of the queue, like a job with a backoff.
    if (!isDone) queued.push({ ...job, isRetry: true });
    working.delete(job);
    onEnded();
  };
}

/** Runs the work; false if it must be retried. */
export async function completes(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof RetryableError) return false;
    throw error;
  }
}
