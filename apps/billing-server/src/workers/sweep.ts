import { setTimeout as sleep } from "node:timers/promises";
import type { Order } from "../domain/order.ts";
import { orderSpan, type Tracer } from "../ports/tracer.ts";
import { RetryableError } from "./retryable-error.ts";
import { type SyncDependencies, syncOrder } from "./sync-order.ts";
import type { WorkLog } from "./work-log.ts";

export interface SweepDependencies extends SyncDependencies {
  readonly log: WorkLog;
  readonly tracer: Tracer;
  /** Orders asked about in a second, at most; PayPal limits the rate of those who poll. */
  readonly perSecond?: number;
  /** How long one sweep may go on before the next one continues. */
  readonly longestMs?: number;
}

const batchSize = 20;

/**
 * Asks PayPal about the orders nobody told us about: approvals whose browser was closed, pending
 * captures, orders that expire. Ends when none is due.
 */
export async function sweep(deps: SweepDependencies): Promise<void> {
  const { store, perSecond = 10, longestMs = 45_000 } = deps;
  const deadline = performance.now() + longestMs;
  while (performance.now() < deadline) {
    const orders = await store.claimDue(batchSize);
    if (orders.length === 0) return;
    const pace = sleep((orders.length / perSecond) * 1000);
    await Promise.all(orders.map((order) => look(deps, order)));
    if (orders.length === batchSize) await pace;
  }
}

/** One order's trouble must not cost the others their look; it is due again by itself. */
async function look(deps: SweepDependencies, order: Order): Promise<void> {
  try {
    await deps.tracer.span(orderSpan(order, "sweep"), () => lookInto(deps, order));
  } catch (error) {
    const fields = { order_id: order.paypalOrderId, cause: String(error) };
    if (error instanceof RetryableError)
      deps.log.warn({ ...fields, debug_id: error.debugId }, "sweep postponed");
    else deps.log.warn(fields, "sweep failed");
  }
}

async function lookInto(deps: SweepDependencies, order: Order): Promise<void> {
  await deps.store.requeue(order);
  // An approved or captured order is its job's to move, which asks PayPal itself.
  if (order.state === "approved" || order.state === "captured") return;
  await syncOrder(deps, order, { by: "sweep" });
}
