import type { OrderEvent } from "../order-event.ts";
import type { Order } from "../order.ts";
import { problemTexts, type StoredProblem } from "../problem-texts.ts";
import { isFullyReturned, isHeldReversed } from "../remaining-amount.ts";
import { stateAfter } from "./next-state.ts";

type ReversalCancelled = Extract<OrderEvent, { readonly type: "reversal_cancelled" }>;

/** The problem that remains after a reversal is cancelled. */
export function problemAfterReversal(order: Order, event: ReversalCancelled): StoredProblem | null {
  if (event.isNameTaken) return problemTexts.duplicate_payment_held;
  const hasKnownState = stateAfter(order, event) !== "needs_attention";
  if (order.reversedFrom !== null)
    return order.problemBeforeReversal ?? (hasKnownState ? null : problemTexts.payment_returned);
  if (hasKnownState)
    return order.state === "closed" || order.state === "refunded" ? null : order.problem;
  // Rows of an earlier release have no state before the reversal, only the text of the reversal.
  const hasOtherProblem =
    order.state === "needs_attention" && order.problem !== problemTexts.payment_reversed;
  return hasOtherProblem ? order.problem : problemTexts.payment_returned;
}

/** The problem after a delivery; `null` unless the payment is gone. */
export function problemAfterDelivery(order: Order): StoredProblem | null {
  if (isFullyReturned(order)) return problemTexts.delivered_unpaid;
  return isHeldReversed(order) ? order.problem : null;
}
