import type { OrderState } from "@onekonsole/billing-contract";
import type { OrderEvent } from "../order-event.ts";
import type { Order } from "../order.ts";
import { isFullyReturned, isHeldReversed } from "../remaining-amount.ts";
import { transitionTable } from "./table.ts";

type ReversalCancelled = Extract<OrderEvent, { readonly type: "reversal_cancelled" }>;

/**
 * The state after an event: the table's, with three exceptions. A cancelled reversal restores an
 * earlier state. A refund of a provisioned order leaves it provisioned. A delivery of an order
 * whose money was returned needs manual review. `null` if the event does not apply.
 */
export function stateAfter(order: Order, event: OrderEvent): OrderState | null {
  const state = transitionTable[order.state][event.type];
  if (state !== null && event.type === "reversal_cancelled")
    return stateAfterReversal(order, event, state);
  // A provisioned order stays provisioned when an operator refunds it.
  if (state === "refunding" && event.type === "refund_requested" && order.provisionedAt)
    return "provisioned";
  const isMoneyGone = isFullyReturned(order) || isHeldReversed(order);
  // The cluster was ordered although its money is gone: an operator must decide.
  return state === "provisioned" && event.type === "delivered" && isMoneyGone
    ? "needs_attention"
    : state;
}

/**
 * When a reversal is cancelled, the order returns to its state before the reversal: provisioned, captured
 * or refunding. An order that had another problem, or changed since without a cluster, needs manual review.
 */
function stateAfterReversal(order: Order, event: ReversalCancelled, usual: OrderState): OrderState {
  // The row is outdated: the whole amount has been refunded since. What is still reversed may return.
  const isStillReversed = event.total > 0n && order.state === "needs_attention";
  if (event.total + event.refunded >= order.capturedAmount && !isStillReversed)
    return order.state === "closed" ? "closed" : "refunded";
  if (order.state === "refunding" && !event.isRefundUnderWay) return "needs_attention";
  if (usual !== "needs_attention" || event.total > 0n) return usual;
  const from = order.state === "needs_attention" ? order.reversedFrom : order.state;
  if (from === "refunding" && event.isRefundUnderWay) return "refunding";
  const hadOtherProblem = from === null || from === "needs_attention";
  if (order.provisionedAt && !hadOtherProblem) return "provisioned";
  return from === "captured" && !event.isNameTaken ? "captured" : "needs_attention";
}
