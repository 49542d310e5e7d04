import type { Order } from "./order.ts";
import type { OrderEvent } from "./order-event.ts";
import { type Refund, type SeenRefund, totalsOf } from "./refund.ts";

/**
 * What a refund or reversal at PayPal means for its order, given all the order's refunds with that one
 * in them; `null` when it changes nothing.
 */
export function eventOfRefund(
  order: Order,
  refunds: readonly Refund[],
  seen: SeenRefund,
): OrderEvent | null {
  const { refunded, reversed } = totalsOf(refunds);
  // With what counts as refunded then: this one may have been taken for a refund before.
  if (reversed !== order.reversedAmount)
    return { type: "payment_reversed", total: reversed, refunded };
  if (refunded !== order.refundedAmount) {
    if (refunded + reversed >= order.capturedAmount)
      return { type: "fully_refunded", total: refunded };
    const isOver = refunds.every(({ status }) => status === "completed" || status === "failed");
    const isShort = order.state === "refunding" && isOver;
    return { type: isShort ? "refund_short" : "partly_refunded", total: refunded };
  }
  if (seen.status === "failed")
    return { type: "refund_failed", reason: "The refund did not go through." };
  return null;
}

/** A refund that has to be asked for at PayPal. */
export interface AskedRefund {
  /** Minor units; `null` is all that is left. */
  readonly amount: bigint | null;
  readonly reason: string;
}

/** The refund that an event asks for; `null` for those that ask for none. */
export function refundAskedBy(event: OrderEvent): AskedRefund | null {
  switch (event.type) {
    case "delivery_refused":
    case "capture_mismatched":
      return { amount: null, reason: event.reason };
    case "refund_requested":
      return { amount: event.amount, reason: event.reason };
    default:
      return null;
  }
}
