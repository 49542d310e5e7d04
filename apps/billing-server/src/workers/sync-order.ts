import { applySeen } from "../domain/apply-seen.ts";
import {
  type ApprovalEvent,
  eventOf,
  interpretPayPalOrder,
} from "../domain/interpret-paypal-order.ts";
import { noteLook } from "../domain/note-look.ts";
import type { Order } from "../domain/order.ts";
import type { Cause, OrderStore } from "../domain/order-store.ts";
import type { PayPalGateway } from "../domain/paypal-gateway.ts";
import { confirmReversals } from "./confirm-reversals.ts";
import { postponed } from "./postponed.ts";
import { RetryLater } from "./retry-later.ts";

export interface SyncDependencies {
  readonly store: OrderStore;
  readonly paypal: PayPalGateway;
}

/** Who asks, and the webhook event that may prove a new approval. */
export interface SyncCause extends Cause {
  readonly approvalEvent?: ApprovalEvent | undefined;
}

/**
 * Brings an order up to what PayPal shows of it now: what webhooks, the sweeper and refunds share. A second
 * run finds nothing left to do. Rejects to be run again.
 */
export async function syncOrder(
  { store, paypal }: SyncDependencies,
  order: Order,
  { approvalEvent, ...cause }: SyncCause,
): Promise<void> {
  const answer = await paypal.getOrder(order.paypalOrderId, "background");
  const reading = interpretPayPalOrder(order, { answer, at: new Date(), approvalEvent });
  const debugId = answer.ok ? answer.debugId : answer.failure.debugId;
  if (reading.kind === "unanswered") throw postponed(reading.failure);
  const event = eventOf(reading);
  const note = "evidence" in reading ? reading.evidence : cause.note;
  const moved =
    event && (await applySeen(store, { order, event, cause: { ...cause, debugId, note } }));
  await noteLook(store, moved ?? order, reading);
  if (!answer.ok) return;
  for (const refund of answer.value.refunds) {
    const booked = await store.recordRefund(order.id, refund, { ...cause, debugId });
    if (!booked) throw new RetryLater("A refund came before its capture.");
  }
  if (order.reversedAmount > 0n)
    await confirmReversals({ store, paypal }, { order, shown: answer.value, cause });
}
