import type { Cause } from "../domain/audit-event.ts";
import type { Order } from "../domain/order.ts";
import type { PayPalOrder } from "../domain/paypal-order.ts";
import { cancelledReversal } from "../domain/refund-event.ts";
import type { Refund, PayPalRefund } from "../domain/refund.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";
import { isTransient, toRetryable } from "./to-retryable.ts";

interface ReversalDependencies {
  readonly store: Pick<OrderStore, "apply" | "listRefunds" | "recordRefund">;
  readonly paypal: Pick<PayPalGateway, "getRefund">;
}

interface ReversedOrder {
  readonly order: Order;
  /** The order as PayPal currently shows it. */
  readonly shown: PayPalOrder;
  readonly cause: Cause;
}

/**
 * Checks each recorded reversal of a payment that PayPal shows with money again: PayPal may cancel
 * a reversal without listing that. Rejects if it must run again.
 */
export async function confirmReversals(
  { store, paypal }: ReversalDependencies,
  { order, shown, cause }: ReversedOrder,
): Promise<void> {
  if (!holdsMoney(shown)) return;
  const refunds = await store.listRefunds(order.id);
  if (order.reversedAmount === 0n) {
    // PayPal listed no reversal of this payment, so its cancellation shows only in the complete
    // capture.
    if (shown.capture?.status === "COMPLETED" && !shown.capture.isTakenBack)
      await store.apply(order, cancelledReversal(order, refunds), cause);
    return;
  }
  for (const { paypalRefundId: id, amount } of refunds.filter(isThroughReversal)) {
    if (id === null || amount === null) continue;
    const answer = await paypal.getRefund(id);
    if (!answer.ok && isTransient(answer.failure)) throw toRetryable(answer.failure);
    const isGone = !answer.ok && answer.failure.kind === "gone" && isUnlisted(shown, id);
    if (!answer.ok && !isGone) continue;
    const reversal = answer.ok ? answer.value : cancelled(id, amount);
    const { debugId } = answer.ok ? answer : answer.failure;
    await store.recordRefund(order.id, { ...reversal, kind: "reversal" }, { ...cause, debugId });
  }
}

const isThroughReversal = ({ kind, status }: Refund): boolean =>
  kind === "reversal" && status === "completed";

const holdsMoney = ({ capture }: PayPalOrder): boolean =>
  capture?.status === "COMPLETED" || capture?.status === "PARTIALLY_REFUNDED";

/**
 * Some reversals cannot be read by id, so "not found" alone proves nothing. One that is not listed either,
 * of a complete payment that is not marked as reversed, is cancelled.
 */
const isUnlisted = ({ capture, refunds }: PayPalOrder, id: string): boolean =>
  capture?.status === "COMPLETED" &&
  !capture.isTakenBack &&
  refunds.every(({ paypalRefundId }) => paypalRefundId !== id);

const cancelled = (paypalRefundId: string, amount: bigint): PayPalRefund => ({
  paypalRefundId,
  refundId: null,
  amount,
  status: "failed",
  kind: "reversal",
  isCancelled: true,
});
