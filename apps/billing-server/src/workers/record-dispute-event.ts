import type { Cause } from "../domain/audit-event.ts";
import { type DisputeUpdate, unnamedDispute } from "../domain/dispute.ts";
import type { Order } from "../domain/order.ts";
import type { PayPalEvent } from "../domain/paypal-event.ts";
import { RetryableError } from "./retryable-error.ts";
import { type SyncDependencies, syncOrder } from "./sync-order.ts";

/** An event about a dispute. */
export interface DisputeEvent {
  readonly event: PayPalEvent;
  /** Time since the event was received, by the database's clock. */
  readonly ageMs: number;
  /** The rows of its orders may not be stored yet. */
  readonly isEarly: boolean;
}

/**
 * Records a dispute on every order that it names; returns the orders. Idempotent, in any order of events.
 * Rejects if it must run again while a row, or its capture, may still follow.
 */
export async function recordDisputeEvent(
  deps: SyncDependencies,
  { event, ageMs, isEarly }: DisputeEvent,
  cause: Cause,
): Promise<readonly Order[]> {
  const { orders, isComplete } = await findDisputed(deps, event);
  const receivedAt = new Date(Date.now() - ageMs);
  const update: DisputeUpdate = {
    disputeId: event.subjectId ?? unnamedDispute,
    isOpen: event.topic === "dispute_opened",
    updatedAt: event.updatedAt ?? receivedAt,
    eventCreatedAt: event.eventCreatedAt ?? receivedAt,
    isCreation: event.type === "CUSTOMER.DISPUTE.CREATED",
  };
  let isRecorded = isComplete;
  for (const order of orders) if (!(await note(deps, order, { update, cause }))) isRecorded = false;
  if (!isRecorded && isEarly)
    throw new RetryableError("A payment of the dispute is not known yet.");
  return orders;
}

interface Disputed {
  readonly orders: readonly Order[];
  /** At least one order, and one for each payment named. */
  readonly isComplete: boolean;
}

async function findDisputed(
  { store }: SyncDependencies,
  { paypalOrderId, captureId, disputedCaptureIds, subjectId }: PayPalEvent,
): Promise<Disputed> {
  const captures = new Set(disputedCaptureIds ?? (captureId === null ? [] : [captureId]));
  const found = await Promise.all([
    ...(paypalOrderId === null ? [] : [store.findByPayPalId(paypalOrderId)]),
    ...[...captures].map((id) => store.findByCaptureId(id)),
  ]);
  // Later events of a dispute may omit its payments.
  const before = subjectId === null ? [] : await store.findDisputed(subjectId);
  const all = [...found, ...before];
  const orders = new Map(all.flatMap((order) => (order ? [[order.id, order]] : [])));
  return { orders: [...orders.values()], isComplete: orders.size > 0 && !found.includes(null) };
}

interface Noted {
  readonly update: DisputeUpdate;
  readonly cause: Cause;
}

/** False while the capture is not recorded. */
async function note(
  deps: SyncDependencies,
  order: Order,
  { update, cause }: Noted,
): Promise<boolean> {
  const record = () => deps.store.recordDispute(order.id, update, cause);
  const noted = await record();
  if (noted) {
    // A dispute won by the merchant may return money.
    if (!update.isOpen && noted.reversedAmount > 0n) await syncOrder(deps, noted, cause);
    return true;
  }
  await syncOrder(deps, order, cause);
  return (await record()) !== null;
}
