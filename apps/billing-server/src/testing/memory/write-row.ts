import { randomUUID } from "node:crypto";
import type { Cause } from "../../domain/audit-event.ts";
import { captureConflict, captureIdIn } from "../../domain/conflict.ts";
import { transition } from "../../domain/lifecycle/transition.ts";
import { isRetry, type OrderEvent } from "../../domain/order-event.ts";
import type { Order, OrderId } from "../../domain/order.ts";
import { requestedRefund } from "../../domain/refund-event.ts";
import { mergeRefund, type Refund, type RefundId } from "../../domain/refund.ts";
import { putRow, type Tables } from "./tables.ts";

interface Write {
  readonly event: OrderEvent;
  readonly cause: Cause;
}

/** The event that replaces one of a purchase whose cluster name another order has reserved. */
export function guarded({ nameHeldBy: firstOrderId }: Tables, event: OrderEvent): OrderEvent {
  if (firstOrderId === null) return event;
  if (event.type === "payer_approved") return { type: "purchase_refused", firstOrderId };
  return event.type === "capture_completed"
    ? { ...event, type: "duplicate_paid", firstOrderId }
    : event;
}

/** Applies a transition if state, version and delivery attempt are still those of the order; else `null`. */
export function write(tables: Tables, order: Order, { event, cause }: Write): Order | null {
  const now = new Date();
  const move = transition(order, event, now);
  const row = tables.rows.get(order.id);
  if (!move || !row) return null;
  if (row.version !== order.version || row.state !== order.state) return null;
  if (row.deliveryAttempt !== order.deliveryAttempt) return null;
  const conflict = findConflict(tables, order, { event, cause });
  if (conflict) return write(tables, order, conflict);
  const version = order.version + 1;
  const moved = { ...row, ...move.changes, state: move.state, version };
  putRow(tables, moved, { event: event.type, at: now });
  tables.applied.push({ event, cause, job: move.job });
  if (event.type === "capture_reversed")
    for (const seen of event.refunds) {
      const booked = mergeRefund(undefined, seen, now);
      const listed = tables.refunds.get(moved.id) ?? [];
      if (booked)
        tables.refunds.set(moved.id, [...listed, { id: randomUUID() as RefundId, ...booked }]);
    }
  requestRefund(tables, moved.id, event);
  if (move.job) tables.queued.push({ job: move.job, id: moved.id, isRetry: isRetry(event) });
  return moved;
}

/** The event that replaces a capture of another order, as PostgreSQL's unique constraint does. */
function findConflict({ rows }: Tables, { id }: Order, { event, cause }: Write): Write | null {
  const captureId = captureIdIn(event);
  const other = [...rows.values()].find((it) => it.id !== id && it.captureId === captureId);
  return captureId && other ? captureConflict({ event, cause, other: other.paypalOrderId }) : null;
}

function requestRefund({ refunds }: Tables, id: OrderId, event: OrderEvent): void {
  const requested = requestedRefund(event);
  if (!requested) return;
  const own = { id: randomUUID() as RefundId, paypalRefundId: null, amount: requested.amount };
  const unfailed = { failureReason: null, failedAt: null };
  const row: Refund = { ...own, status: requested.status, kind: "refund", ...unfailed };
  refunds.set(id, [...(refunds.get(id) ?? []), row]);
}
