import { setTimeout as sleep } from "node:timers/promises";
import type { Order } from "../domain/order.ts";
import { hasTrait } from "../domain/state-traits.ts";
import type { Log } from "../ports/log.ts";
import { orderSpan, type Tracer } from "../ports/tracer.ts";
import { RetryableError } from "./retryable-error.ts";
import { type SyncDependencies, syncOrder } from "./sync-order.ts";

export interface SweepDependencies extends SyncDependencies {
  readonly log: Log;
  readonly tracer: Tracer;
  /** Orders per second, at most; PayPal rate-limits polling. */
  readonly perSecond?: number;
  /** Duration of one sweep; the next one continues. */
  readonly longestMs?: number;
}

const batchSize = 20;

/**
 * Synchronises due orders with PayPal: approvals after the browser was closed, pending captures, orders that
 * expire, refunds that no event reported. Queues the jobs of their states again. Ends when no order is due.
 */
export async function sweep(deps: SweepDependencies): Promise<void> {
  const { store, perSecond = 10, longestMs = 45_000 } = deps;
  const deadline = performance.now() + longestMs;
  while (performance.now() < deadline) {
    const orders = await store.claimDue(batchSize);
    if (orders.length === 0) return;
    const pace = sleep((orders.length / perSecond) * 1000);
    await Promise.all(orders.map((order) => sweepOrder(deps, order)));
    if (orders.length === batchSize) await pace;
  }
}

/** Never rejects: the order becomes due again, and the others continue. */
async function sweepOrder(deps: SweepDependencies, order: Order): Promise<void> {
  try {
    await deps.tracer.span(orderSpan(order, "sweep"), () => syncAndRequeue(deps, order));
  } catch (error) {
    const fields = { order_id: order.paypalOrderId, cause: String(error) };
    if (error instanceof RetryableError)
      deps.log.warn({ ...fields, debug_id: error.debugId }, "sweep postponed");
    else deps.log.warn(fields, "sweep failed");
  }
}

async function syncAndRequeue(deps: SweepDependencies, order: Order): Promise<void> {
  try {
    if (hasTrait(order.state, "sweepReadsPayPal")) await syncOrder(deps, order, { by: "sweep" });
  } finally {
    // After the read, so that no delivery starts before a refund at PayPal is recorded; a job whose order has
    // left its state does nothing. Also after a failed read: the job may not need PayPal.
    await deps.store.requeue(order);
  }
}
