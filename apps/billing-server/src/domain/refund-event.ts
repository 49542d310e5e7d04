import type { OrderEvent } from "./order-event.ts";
import type { Order } from "./order.ts";
import { isUnderWay, type Refund, type PayPalRefund, totalsOf } from "./refund.ts";

/**
 * What a refund or reversal at PayPal means for its order, given all the order's refunds with that one
 * in them; `null` when it changes nothing.
 */
export function refundEvent(
  order: Order,
  refunds: readonly Refund[],
  seen: PayPalRefund,
): OrderEvent | null {
  const { refunded, reversed } = totalsOf(refunds);
  if (refunded + reversed < order.refundedAmount + order.reversedAmount) {
    return cancelledReversal(order, refunds);
  }
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
  // While ours is still asked for, a cancelled one of another origin takes nothing from it.
  if (isMissed(order, seen) && !(isForeignCancelled(seen) && refunds.some(isUnderWay)))
    return { type: "refund_failed", reason: "The refund did not go through." };
  return null;
}

/** Money that had gone back is here again; one that we could never give back is given back now. */
export function cancelledReversal(order: Order, refunds: readonly Refund[]): ReversalCancelled {
  const { refunded, reversed: total } = totalsOf(refunds);
  const event = { type: "reversal_cancelled", total, refunded } as const;
  const isOwed =
    total === 0n &&
    order.state === "needs_attention" &&
    order.reversedFrom === "refunding" &&
    refunds.every(({ kind }) => kind === "reversal");
  if (!isOwed) return { ...event, isRefundUnderWay: refunds.some(isUnderWay) };
  return { ...event, isRefundUnderWay: true, owedRefund: order.problemBeforeReversal ?? "" };
}

type ReversalCancelled = Extract<OrderEvent, { readonly type: "reversal_cancelled" }>;

/**
 * Whether a refund that was wanted did not go through. One that is cancelled and not ours is mostly a
 * reversal, which PayPal lists as a refund: it leaves the order as it is.
 */
function isMissed(
  { state }: Order,
  { status, kind, isCancelled, refundId }: PayPalRefund,
): boolean {
  if (status !== "failed" || kind === "reversal") return false;
  return !isCancelled || refundId !== null || state === "refunding";
}

const isForeignCancelled = ({ isCancelled, refundId }: PayPalRefund): boolean =>
  !!isCancelled && refundId === null;

/** A refund that an event makes a row of. */
export interface RequestedRefund {
  /** Minor units; `null` is all that is left. */
  readonly amount: bigint | null;
  readonly reason: string;
  /** `requested` has to be asked for at PayPal; `completed` was made without it. */
  readonly status: "requested" | "completed";
}

/** The refund that an event asks for or tells of; `null` for those without one. */
export function requestedRefund(event: OrderEvent): RequestedRefund | null {
  switch (event.type) {
    case "delivery_refused":
    case "capture_mismatched":
      return { amount: null, reason: event.reason, status: "requested" };
    case "reversal_cancelled":
      return event.owedRefund === undefined
        ? null
        : { amount: null, reason: event.owedRefund, status: "requested" };
    case "refund_requested":
      return { amount: event.amount, reason: event.reason, status: "requested" };
    case "paid_back_outside":
      return { amount: event.amount, reason: "Paid back outside PayPal.", status: "completed" };
    default:
      return null;
  }
}
