import type { Cause } from "../domain/audit-event.ts";
import type { ApprovalEvent } from "../domain/interpretation.ts";
import type { Order } from "../domain/order.ts";
import { type PayPalEvent, type UnmatchedPayment } from "../domain/paypal-event.ts";
import { remainingAmount } from "../domain/remaining-amount.ts";
import type { Log } from "../ports/log.ts";
import { orderSpan, type Tracer } from "../ports/tracer.ts";
import {
  followed,
  type StoredEvent,
  strayPayment,
  unknownOrder,
  unknownPayment,
  type WebhookInbox,
} from "../ports/webhook-inbox.ts";
import { findUnmatched } from "./find-unmatched.ts";
import { recordDisputeEvent } from "./record-dispute-event.ts";
import { RetryableError } from "./retryable-error.ts";
import { type SyncDependencies, syncOrder } from "./sync-order.ts";
import { isTransient, toRetryable } from "./to-retryable.ts";

export interface WebhookDependencies extends SyncDependencies {
  readonly inbox: WebhookInbox;
  readonly parse: (body: string) => PayPalEvent | null;
  readonly log: Log;
  readonly tracer: Tracer;
}

// An event may arrive before the row of its order; later it belongs to another seller.
const foreignAfterMs = 10 * 60_000;

interface WebhookJob {
  readonly eventId: string;
}

const cause: Cause = { by: "webhook" };

/** Processes a stored event. Idempotent. Rejects if it must run again. */
export async function processWebhook(
  deps: WebhookDependencies,
  { eventId }: WebhookJob,
): Promise<void> {
  const stored = await deps.inbox.find(eventId);
  if (!stored) return;
  const { outcome, order, unmatched } = await processEvent(deps, stored);
  await deps.inbox.close(eventId, outcome, unmatched);
  const fields = { event_id: eventId, order_id: order?.paypalOrderId, outcome };
  deps.log.info(fields, "webhook processed");
}

interface Processed {
  readonly outcome: string;
  readonly order?: Order;
  readonly unmatched?: UnmatchedPayment;
}

async function processEvent(deps: WebhookDependencies, stored: StoredEvent): Promise<Processed> {
  const event = deps.parse(stored.body);
  if (!event) return { outcome: "unreadable" };
  const isEarly = stored.ageMs < foreignAfterMs;
  if (event.topic === "dispute_opened" || event.topic === "dispute_closed") {
    const orders = await recordDisputeEvent(deps, { event, ageMs: stored.ageMs, isEarly }, cause);
    return orders[0] ? { outcome: followed, order: orders[0] } : { outcome: unknownOrder };
  }
  const order = await findOrder(deps, event);
  if (order) {
    const step = orderSpan(order, `webhook ${event.type}`);
    await deps.tracer.span(step, () => follow(deps, order, event));
    return { outcome: followed, order };
  }
  if (event.topic !== "other" && isEarly)
    throw new RetryableError("The event's order is not known yet.");
  const unmatched = await findUnmatched(deps, event, stored.ageMs);
  if (!unmatched) return { outcome: unknownOrder };
  const { paypalOrderId: order_id, captureId: capture_id, orderId: custom_id } = unmatched;
  const fields = { event_id: stored.id, order_id, capture_id, custom_id };
  if (unmatched.kind === "lost") {
    deps.log.error(fields, "payment without an order");
    return { outcome: unknownPayment, unmatched };
  }
  deps.log.warn(
    fields,
    "stray payment: made outside the checkout with the id of one of our orders",
  );
  return { outcome: strayPayment, unmatched };
}

async function findOrder(
  { store }: WebhookDependencies,
  { paypalOrderId, captureId }: PayPalEvent,
): Promise<Order | null> {
  const byOrder = paypalOrderId ? await store.findByPayPalId(paypalOrderId) : null;
  return byOrder ?? (captureId ? await store.findByCaptureId(captureId) : null);
}

const follow = (deps: WebhookDependencies, order: Order, event: PayPalEvent): Promise<void> =>
  event.topic === "refund" || event.topic === "reversal"
    ? bookRefund(deps, order, event)
    : syncOrder(deps, order, { ...cause, approvalEvent: approvalIn(event) });

/**
 * PayPal sends one event per approval; a repeated delivery keeps its id and is not stored again.
 */
const approvalIn = ({ type, orderUpdateTime }: PayPalEvent): ApprovalEvent | undefined =>
  type === "CHECKOUT.ORDER.APPROVED" ? { updateTime: orderUpdateTime ?? null } : undefined;

/** Only the event distinguishes refund and reversal; the amount is read from PayPal. */
async function bookRefund(
  deps: WebhookDependencies,
  order: Order,
  { topic, subjectId }: PayPalEvent,
): Promise<void> {
  const kind = topic === "reversal" ? "reversal" : "refund";
  const reversalId = kind === "reversal" ? subjectId : null;
  const seen = subjectId ? await deps.paypal.getRefund(subjectId) : null;
  if (seen?.ok) {
    const { value, debugId } = seen;
    // Earlier changes are recorded first: the capture, and cancelled reversals.
    const known = await deps.store.listRefunds(order.id);
    const isNew = known.every(({ paypalRefundId }) => paypalRefundId !== subjectId);
    if (isNew && value.amount > remainingAmount(order))
      await syncOrder(deps, order, { ...cause, reversalId });
    const booked = await deps.store.recordRefund(
      order.id,
      { ...value, kind },
      { ...cause, debugId },
    );
    if (!booked) throw new RetryableError("The refund's capture is not recorded yet.");
    return;
  }
  if (seen && isTransient(seen.failure)) throw toRetryable(seen.failure);
  await syncOrder(deps, order, { ...cause, reversalId });
  if (kind === "reversal") await bookListedReversal(deps, order, subjectId);
}

/** PayPal lists reversals as refunds. Throws `RetryableError` until this one is listed. */
async function bookListedReversal(
  { store }: WebhookDependencies,
  order: Order,
  reversalId: string | null,
): Promise<void> {
  const refunds = await store.listRefunds(order.id);
  const listed = refunds.find(({ paypalRefundId }) => paypalRefundId === reversalId);
  const { amount = null, status = "requested" } = listed ?? {};
  if (reversalId === null || amount === null || status === "requested")
    throw new RetryableError("PayPal does not show the reversal yet.");
  const seen = { paypalRefundId: reversalId, refundId: null, amount, status } as const;
  await store.recordRefund(order.id, { ...seen, kind: "reversal" }, cause);
}
