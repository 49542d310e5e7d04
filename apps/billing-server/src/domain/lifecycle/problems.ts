import type { OrderEvent } from "../order-event.ts";
import type { Order } from "../order.ts";
import { isFullyReturned, isHeldReversed } from "../remaining-amount.ts";
import { stateAfter } from "./next-state.ts";
import { deliveredUnpaidText, duplicateText, returnedText, reversedText } from "./problem-texts.ts";

type ReversalCancelled = Extract<OrderEvent, { readonly type: "reversal_cancelled" }>;

/** The problem that remains after a reversal is cancelled. */
export function problemAfterReversal(order: Order, event: ReversalCancelled): string | null {
  if (event.isNameTaken) return duplicateText;
  const hasKnownState = stateAfter(order, event) !== "needs_attention";
  if (order.reversedFrom !== null)
    return order.problemBeforeReversal ?? (hasKnownState ? null : returnedText);
  if (hasKnownState)
    return order.state === "closed" || order.state === "refunded" ? null : order.problem;
  // Rows of an earlier release have no state before the reversal, only the text of the reversal.
  const hasOtherProblem = order.state === "needs_attention" && order.problem !== reversedText;
  return hasOtherProblem ? order.problem : returnedText;
}

/** The problem after a delivery; `null` unless the payment is gone. */
export function problemAfterDelivery(order: Order): string | null {
  if (isFullyReturned(order)) return deliveredUnpaidText;
  return isHeldReversed(order) ? order.problem : null;
}
