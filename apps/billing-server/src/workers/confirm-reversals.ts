import type { Order } from "../domain/order.ts";
import type { Cause, OrderStore } from "../domain/order-store.ts";
import type { PayPalGateway } from "../domain/paypal-gateway.ts";
import type { Refund } from "../domain/refund.ts";
import { isPassing, postponed } from "./postponed.ts";

interface ReversalDependencies {
  readonly store: Pick<OrderStore, "refundsOf" | "recordRefund">;
  readonly paypal: Pick<PayPalGateway, "getRefund">;
}

/**
 * PayPal shows a payment as complete that it had taken back: it may have cancelled the reversal, without listing
 * it with the order. Each reversal in the books is asked about by itself; rejects to be run again.
 */
export async function confirmReversals(
  { store, paypal }: ReversalDependencies,
  order: Order,
  cause: Cause,
): Promise<void> {
  const refunds = await store.refundsOf(order.id);
  for (const { paypalRefundId } of refunds.filter(isThroughReversal)) {
    if (paypalRefundId === null) continue;
    const answer = await paypal.getRefund(paypalRefundId);
    if (!answer.ok && isPassing(answer.failure)) throw postponed(answer.failure);
    // A reversal that PayPal does not show by its id proves nothing: some never are.
    if (!answer.ok) continue;
    const { value, debugId } = answer;
    await store.recordRefund(order.id, { ...value, kind: "reversal" }, { ...cause, debugId });
  }
}

const isThroughReversal = ({ kind, status }: Refund): boolean =>
  kind === "reversal" && status === "completed";
