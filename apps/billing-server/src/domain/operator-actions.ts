import type { AuditEvent } from "./audit-event.ts";
import { blockingEvent } from "./blocking-event.ts";
import { isApplicable } from "./lifecycle/transition.ts";
import type { OrderEvent } from "./order-event.ts";
import type { Order } from "./order.ts";
import { problemTexts } from "./problem-texts.ts";
import { refundRefusal } from "./refund-refusal.ts";
import { isUnderWay, type Refund } from "./refund.ts";
import { refundableAmount } from "./refundable.ts";
import { remainingAmount } from "./remaining-amount.ts";

/** The data that decides what an operator can do with an order. */
export interface OrderSnapshot {
  readonly order: Order;
  /** Oldest first. */
  readonly refunds: readonly Refund[];
  /** Oldest first. */
  readonly history: readonly PastEvent[];
}

/** An event of an order's history, with its note if that was read. */
export type PastEvent = Pick<AuditEvent, "event"> & { readonly note?: string | null };

/** Why an action is not possible now. */
export type Obstacle =
  /** The order needs no decision: it is in progress or complete. */
  | "no_decision_needed"
  /** The refund in progress decides what happens next. */
  | "refund_under_way"
  | "delivery_under_way"
  | "nothing_captured"
  | "nothing_left"
  /** Money without a cluster must be refunded before the order is closed. */
  | "money_left"
  /** A cluster is ordered only once. */
  | "delivered"
  /** PayPal would reject the same refund again. */
  | "refund_refused";

/** What a retry repeats. */
export type Retry =
  | { readonly target: "capture" | "delivery" }
  /** Minor units; `null` for all that remains. */
  | { readonly target: "refund"; readonly amount: bigint | null };

/** What a close means for the remaining money. */
export type ClosesAs = "no_money" | "kept_for_cluster" | "paid_back_outside";

type Possibility<T> =
  | ({ readonly possible: true } & T)
  | { readonly possible: false; readonly obstacle: Obstacle };

export interface AvailableActions {
  readonly retry: Possibility<{ readonly retry: Retry; readonly event: OrderEvent }>;
  /** `atMost` in minor units, above 0. */
  readonly refund: Possibility<{ readonly atMost: bigint }>;
  readonly close: Possibility<{ readonly as: ClosesAs; readonly event: OrderEvent }>;
}

/**
 * What an operator can do with an order, and the obstacle to each other action. The action itself,
 * the advice and the API all use this result, so they cannot differ. Closing an unpaid order first
 * reads it from PayPal, and is rejected if a payment is found.
 */
export const availableActions = (snapshot: OrderSnapshot): AvailableActions => ({
  retry: decideRetry(snapshot),
  refund: decideRefund(snapshot),
  close: decideClose(snapshot),
});

/**
 * An operator's refund; `null` for all that remains. Its reason is a text for the customer that is
 * true before and after the refund.
 */
export function refundRequested(amount: bigint | null): OrderEvent {
  const problem = amount === null ? "refund_decided" : "partial_refund_decided";
  return { type: "refund_requested", amount, reason: problemTexts[problem] };
}

const no = (obstacle: Obstacle) => ({ possible: false, obstacle }) as const;

function decideRetry(snapshot: OrderSnapshot): AvailableActions["retry"] {
  const { order, refunds } = snapshot;
  if (order.state !== "needs_attention") return no("no_decision_needed");
  // A cluster must not be ordered with money that is being refunded.
  if (refunds.some(isUnderWay)) return no("refund_under_way");
  const retry = retryTarget(snapshot);
  const event = retryEvent(retry);
  return isApplicable(order, event) ? { possible: true, retry, event } : no(findObstacle(snapshot));
}

/**
 * The capture if nothing was captured; the failed refund, if the same one may succeed later,
 * limited to the amount that remains; otherwise the delivery.
 */
function retryTarget({ order, refunds, history }: OrderSnapshot): Retry {
  if (order.capturedAmount === 0n) return { target: "capture" };
  const failed = failedRefund({ refunds, history });
  if (failed === undefined || refundRefusal(failed.failureReason).again !== "yes")
    return { target: "delivery" };
  const { amount } = failed;
  return { target: "refund", amount: amount && amount < remainingAmount(order) ? amount : null };
}

function retryEvent(retry: Retry): OrderEvent {
  switch (retry.target) {
    case "capture":
      return { type: "capture_retried" };
    case "delivery":
      return { type: "delivery_retried" };
    case "refund":
      return refundRequested(retry.amount);
  }
}

/** The refund whose failure moved the order to manual review; `undefined` if something else did. */
export function failedRefund({
  refunds,
  history,
}: Pick<OrderSnapshot, "refunds" | "history">): Refund | undefined {
  if (blockingEvent(history)?.event !== "refund_failed") return undefined;
  return refunds
    .filter(({ status, kind }) => status === "failed" && kind === "refund")
    .toSorted((one, other) => Number(one.failedAt) - Number(other.failedAt))
    .at(-1);
}

function findObstacle(snapshot: OrderSnapshot): Obstacle {
  if (remainingAmount(snapshot.order) <= 0n) return "nothing_left";
  return failedRefund(snapshot) ? "refund_refused" : "delivered";
}

function decideRefund({ order, refunds }: OrderSnapshot): AvailableActions["refund"] {
  const atMost = refundableAmount(order, refunds);
  if (atMost > 0n) return { possible: true, atMost };
  if (order.capturedAmount === 0n) return no("nothing_captured");
  if (remainingAmount(order) <= 0n) return no("nothing_left");
  return no(refunds.some(isUnderWay) ? "refund_under_way" : "delivery_under_way");
}

function decideClose(snapshot: OrderSnapshot): AvailableActions["close"] {
  const { order, refunds } = snapshot;
  if (order.state !== "needs_attention") return no("no_decision_needed");
  if (refunds.some(isUnderWay)) return no("refund_under_way");
  const as = closesAs(snapshot);
  const event = closeEvent(as, order);
  return isApplicable(order, event) ? { possible: true, as, event } : no("money_left");
}

function closesAs(snapshot: OrderSnapshot): ClosesAs {
  const { order } = snapshot;
  if (remainingAmount(order) <= 0n) return "no_money";
  if (order.provisionedAt === null && isRefusedForGood(snapshot)) return "paid_back_outside";
  return "kept_for_cluster";
}

/** Whether PayPal can never refund the rest of this payment. */
const isRefusedForGood = (snapshot: OrderSnapshot): boolean => {
  const failed = failedRefund(snapshot);
  return failed !== undefined && refundRefusal(failed.failureReason).again === "never";
};

function closeEvent(as: ClosesAs, order: Order): OrderEvent {
  switch (as) {
    case "no_money":
      return { type: "closed" };
    case "kept_for_cluster":
      return { type: "settled_as_delivered" };
    case "paid_back_outside":
      return { type: "paid_back_outside", amount: remainingAmount(order) };
  }
}
