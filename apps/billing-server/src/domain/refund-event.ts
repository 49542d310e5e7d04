import type { OrderEvent } from "./order-event.ts";
import type { Order } from "./order.ts";
import { problemTexts } from "./problem-texts.ts";
import { isUnderWay, type Refund, type PayPalRefund, refundTotals } from "./refund.ts";

/**
 * The event that a refund or reversal at PayPal (`seen`) causes for its order. `refunds` are all of
 * the order's refunds, including that one. `null` if it changes nothing.
 */
export function refundEvent(
  order: Order,
  refunds: readonly Refund[],
  seen: PayPalRefund,
): OrderEvent | null {
  const { refunded, reversed } = refundTotals(refunds);
  if (refunded + reversed < order.refundedAmount + order.reversedAmount) {
    return cancelledReversal(order, refunds);
  }
  // `refunded` is set too: the reversal may have been recorded as a refund before.
  if (reversed !== order.reversedAmount)
    return { type: "payment_reversed", total: reversed, refunded };
  if (refunded !== order.refundedAmount) {
    if (refunded + reversed >= order.capturedAmount)
      return { type: "fully_refunded", total: refunded };
    const isOver = refunds.every(({ status }) => status === "completed" || status === "failed");
    const isShort = order.state === "refunding" && isOver;
    return { type: isShort ? "refund_short" : "partly_refunded", total: refunded };
  }
  // A cancelled refund of another origin does not affect our refund that is still in progress.
  if (isMissed(order, seen) && !(isForeignCancelled(seen) && refunds.some(isUnderWay)))
    return { type: "refund_failed", reason: problemTexts.refund_failed };
  return null;
}

/**
 * The event of a cancelled reversal. A payment that must be refunded, and was not before its
 * reversal, is refunded after it.
 */
export function cancelledReversal(order: Order, refunds: readonly Refund[]): ReversalCancelled {
  const { refunded, reversed: total } = refundTotals(refunds);
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
 * Whether a wanted refund failed. A cancelled refund that is not ours is usually a reversal, which
 * PayPal lists as a refund; it leaves the order as it is.
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

/** A refund that an event adds as a row. */
export interface RequestedRefund {
  /** Minor units; `null` for all that remains. */
  readonly amount: bigint | null;
  readonly reason: string;
  /** `requested`: to be requested from PayPal; `completed`: made without PayPal. */
  readonly status: "requested" | "completed";
}

/** The refund that an event adds; `null` for an event without one. */
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
      return { amount: event.amount, reason: "Refunded outside PayPal.", status: "completed" };
    default:
      return null;
  }
}
