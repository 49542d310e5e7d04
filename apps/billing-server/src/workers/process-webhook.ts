import { unnamedDispute, withoutDispute } from "../domain/dispute.ts";
import type { ApprovalEvent } from "../domain/interpret-paypal-order.ts";
import type { Order } from "../domain/order.ts";
import type { Cause } from "../domain/order-store.ts";
import {
  type PayPalEvent,
  type StoredEvent,
  unknownOrder,
  unknownPayment,
  type WebhookInbox,
} from "../domain/paypal-event.ts";
import { stepOf, type Tracer } from "../domain/tracer.ts";
import { isPassing, postponed } from "./postponed.ts";
import { RetryLater } from "./retry-later.ts";
import { type SyncDependencies, syncOrder } from "./sync-order.ts";
import type { WorkLog } from "./work-log.ts";

export interface WebhookDependencies extends SyncDependencies {
  readonly inbox: WebhookInbox;
  readonly parse: (body: string) => PayPalEvent | null;
  readonly log: WorkLog;
  readonly tracer: Tracer;
}

// An event may overtake the row of its own order; after this it is somebody else's.
const strangerAfterMs = 10 * 60_000;

const cause: Cause = { by: "webhook" };

/** Does what an event hints at. Safe to run any number of times. Rejects to be run again. */
export async function processWebhook(deps: WebhookDependencies, eventId: string): Promise<void> {
  const stored = await deps.inbox.find(eventId);
  if (!stored) return;
  const { outcome, order } = await outcomeOf(deps, stored);
  await deps.inbox.close(eventId, outcome);
  const fields = { event_id: eventId, order_id: order?.paypalOrderId, outcome };
  deps.log.info(fields, "webhook processed");
}

interface Processed {
  readonly outcome: string;
  readonly order?: Order;
}

async function outcomeOf(deps: WebhookDependencies, stored: StoredEvent): Promise<Processed> {
  const event = deps.parse(stored.body);
  if (!event) return { outcome: "unreadable" };
  const order = await findOrder(deps, event);
  if (order) {
    const step = stepOf(order, `webhook ${event.type}`);
    await deps.tracer.span(step, () => follow(deps, order, event));
    return { outcome: "followed", order };
  }
  if (event.topic !== "other" && stored.ageMs < strangerAfterMs)
    throw new RetryLater("The event's order is not known yet.");
  if (!event.isOurPayment) return { outcome: unknownOrder };
  const { paypalOrderId: order_id, captureId: capture_id } = event;
  deps.log.error({ event_id: stored.id, order_id, capture_id }, "payment without an order");
  return { outcome: unknownPayment };
}

async function findOrder(
  { store }: WebhookDependencies,
  { paypalOrderId, captureId }: PayPalEvent,
): Promise<Order | null> {
  const byOrder = paypalOrderId ? await store.findByPayPalId(paypalOrderId) : null;
  return byOrder ?? (captureId ? await store.findByCaptureId(captureId) : null);
}

async function follow(deps: WebhookDependencies, order: Order, event: PayPalEvent): Promise<void> {
  switch (event.topic) {
    case "order":
    case "other":
      return syncOrder(deps, order, { ...cause, approvalEvent: approvalIn(event) });
    case "refund":
    case "reversal":
      return bookRefund(deps, order, event);
    case "dispute_opened":
    case "dispute_closed":
      return noteDispute(deps, order, event);
  }
}

/** PayPal sends a new one for each approval; one that it sends again keeps its id, and is not stored twice. */
const approvalIn = ({ type, orderUpdateTime }: PayPalEvent): ApprovalEvent | undefined =>
  type === "CHECKOUT.ORDER.APPROVED" ? { updateTime: orderUpdateTime ?? null } : undefined;

/** Events come in any order: a dispute that is over is not opened by the late news of its opening. */
async function noteDispute(
  deps: WebhookDependencies,
  order: Order,
  { topic, subjectId }: PayPalEvent,
): Promise<void> {
  const disputeId = subjectId ?? unnamedDispute;
  const isOver = topic === "dispute_closed" || (await isKnownToBeOver(deps, disputeId));
  const { openDisputes } = order;
  const isNoted = isOver
    ? withoutDispute(openDisputes, disputeId).length === openDisputes.length
    : openDisputes.includes(disputeId);
  if (isNoted) return closeDisputesOver(deps, order);
  const type = isOver ? "dispute_closed" : "dispute_opened";
  const moved = await deps.store.apply(order, { type, disputeId }, cause);
  if (moved) return closeDisputesOver(deps, moved);
  if (order.capturedAmount > 0n) throw new RetryLater("The order moved meanwhile.");
}

/** Those whose end came before their opening was noted, or was noted where nobody keeps ids. */
async function closeDisputesOver(deps: WebhookDependencies, order: Order): Promise<void> {
  let read = order;
  for (const disputeId of order.openDisputes) {
    if (disputeId === unnamedDispute || !(await isKnownToBeOver(deps, disputeId))) continue;
    const moved = await deps.store.apply(read, { type: "dispute_closed", disputeId }, cause);
    if (!moved) throw new RetryLater("The order moved meanwhile.");
    read = moved;
  }
}

async function isKnownToBeOver(
  { inbox, parse }: WebhookDependencies,
  disputeId: string,
): Promise<boolean> {
  const texts = await inbox.textsWith("CUSTOMER.DISPUTE.RESOLVED", disputeId);
  return texts.some((text) => parse(text)?.subjectId === disputeId);
}

/** Only the event says whether money was given or taken back; how much is read from PayPal. */
async function bookRefund(
  deps: WebhookDependencies,
  order: Order,
  { topic, subjectId }: PayPalEvent,
): Promise<void> {
  const kind = topic === "reversal" ? "reversal" : "refund";
  const seen = subjectId ? await deps.paypal.getRefund(subjectId) : null;
  if (seen?.ok) {
    // A capture of which we did not know yet comes first.
    if (order.capturedAmount === 0n) await syncOrder(deps, order, cause);
    const { value, debugId } = seen;
    const booked = await deps.store.recordRefund(
      order.id,
      { ...value, kind },
      { ...cause, debugId },
    );
    if (!booked) throw new RetryLater("The refund came before its capture.");
    return;
  }
  if (seen && isPassing(seen.failure)) throw postponed(seen.failure);
  await syncOrder(deps, order, cause);
  if (kind === "reversal") await bookListedReversal(deps, order, subjectId);
}

/** PayPal's list calls a reversal a refund; one that is not listed either must not be forgotten. */
async function bookListedReversal(
  { store }: WebhookDependencies,
  order: Order,
  reversalId: string | null,
): Promise<void> {
  const refunds = await store.refundsOf(order.id);
  const listed = refunds.find(({ paypalRefundId }) => paypalRefundId === reversalId);
  const { amount = null, status = "requested" } = listed ?? {};
  if (reversalId === null || amount === null || status === "requested")
    throw new RetryLater("PayPal does not show the reversal yet.");
  const seen = { paypalRefundId: reversalId, refundId: null, amount, status } as const;
  await store.recordRefund(order.id, { ...seen, kind: "reversal" }, cause);
}
