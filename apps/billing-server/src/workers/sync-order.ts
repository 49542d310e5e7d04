import type { Cause } from "../domain/audit-event.ts";
import { interpretPayPalOrder } from "../domain/interpret-paypal-order.ts";
import { type ApprovalEvent, toOrderEvent } from "../domain/interpretation.ts";
import type { Order } from "../domain/order.ts";
import type { PayPalOrder } from "../domain/paypal-order.ts";
import type { PayPalResult } from "../domain/paypal-result.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";
import { recordPayPalState } from "../ports/record-paypal-state.ts";
import { recordUnchangedRead } from "../ports/record-unchanged-read.ts";
import { confirmReversals } from "./confirm-reversals.ts";
import { RetryableError } from "./retryable-error.ts";
import { toRetryable } from "./to-retryable.ts";

export interface SyncDependencies {
  readonly store: OrderStore;
  readonly paypal: PayPalGateway;
}

/** The cause, with the webhook event that may prove a new approval. */
export interface SyncCause extends Cause {
  readonly approvalEvent?: ApprovalEvent | undefined;
  /**
   * A refund at PayPal that an event reported as a reversal; PayPal lists both kinds as refunds.
   */
  readonly reversalId?: string | null | undefined;
}

/**
 * Applies PayPal's current state of an order; shared by webhooks, the sweeper and refunds. Idempotent.
 * Rejects if it must run again.
 */
export async function syncOrder(
  { store, paypal }: SyncDependencies,
  order: Order,
  { approvalEvent, reversalId, ...cause }: SyncCause,
): Promise<void> {
  const answered = await paypal.getOrder(order.paypalOrderId, "background");
  const answer = reversalId ? withReversal(answered, reversalId) : answered;
  const reading = interpretPayPalOrder(order, { answer, at: new Date(), approvalEvent });
  const debugId = answer.ok ? answer.debugId : answer.failure.debugId;
  if (reading.kind === "unanswered") throw toRetryable(reading.failure);
  const event = toOrderEvent(reading);
  const note = "evidence" in reading ? reading.evidence : cause.note;
  const moved =
    event && (await recordPayPalState(store, { order, event, cause: { ...cause, debugId, note } }));
  await recordUnchangedRead(store, moved ?? order, reading);
  if (!answer.ok) return;
  for (const refund of answer.value.refunds) {
    const booked = await store.recordRefund(order.id, refund, { ...cause, debugId });
    if (!booked) throw new RetryableError("The refund's capture is not recorded yet.");
  }
  // Another reader may have recorded an older response since.
  const current = moved ?? (event && (await store.find(order.id))) ?? order;
  if (isTakenBack(current))
    await confirmReversals({ store, paypal }, { order: current, shown: answer.value, cause });
}

const isTakenBack = ({ reversedAmount, reversedFrom, state }: Order): boolean =>
  reversedAmount > 0n || (state === "needs_attention" && reversedFrom !== null);

function withReversal(answer: PayPalResult<PayPalOrder>, id: string): PayPalResult<PayPalOrder> {
  if (!answer.ok) return answer;
  const refunds = answer.value.refunds.map((refund) =>
    refund.paypalRefundId === id ? { ...refund, kind: "reversal" as const } : refund,
  );
  return { ...answer, value: { ...answer.value, refunds } };
}
