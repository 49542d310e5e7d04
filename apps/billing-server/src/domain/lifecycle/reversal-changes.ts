import type { OrderState } from "@onekonsole/billing-contract";
import type { OrderEvent } from "../order-event.ts";
import type { Order } from "../order.ts";
import { problemTexts } from "../problem-texts.ts";
import { refundTotals } from "../refund.ts";
import { approvalColumns, capturedColumns } from "./capture-columns.ts";
import { problemAfterReversal } from "./problems.ts";

type Reversal<Type extends OrderEvent["type"]> = Extract<OrderEvent, { readonly type: Type }>;

/** Clears or replaces the state before a reversal when an operator's decision or another problem follows it. */
export function clearReversal(order: Order, event: OrderEvent, state: OrderState): Partial<Order> {
  if (order.reversedFrom === null || event.type === "payment_reversed") return {};
  if (state !== "needs_attention") return { reversedFrom: null, problemBeforeReversal: null };
  return event.type === "refund_failed"
    ? { reversedFrom: "needs_attention", problemBeforeReversal: event.reason }
    : {};
}

/** The first reversal keeps the state and the problem before it, for a later cancellation. */
export function reversedChanges(order: Order, event: Reversal<"payment_reversed">): Partial<Order> {
  return {
    reversedAmount: event.total,
    refundedAmount: event.refunded ?? order.refundedAmount,
    ...(order.reversedFrom === null ? beforeReversal(order, event) : {}),
    problem: problemTexts.payment_reversed,
  };
}

/**
 * The state and problem that a cancelled reversal restores. PayPal may report a reversal as a refund at
 * first: an order that was refunded by that alone returns to `captured`, since no refund was made.
 */
function beforeReversal(
  { state, problem }: Order,
  { refunded }: Reversal<"payment_reversed">,
): Pick<Order, "reversedFrom" | "problemBeforeReversal"> {
  const wasNoRefund =
    problem === problemTexts.payment_already_refunded || (problem === null && refunded === 0n);
  return state === "refunded" && wasNoRefund
    ? { reversedFrom: "captured", problemBeforeReversal: null }
    : { reversedFrom: state, problemBeforeReversal: problem };
}

/** A capture that is first read after PayPal reversed it. */
export function capturedReversed(
  order: Order,
  event: Reversal<"capture_reversed">,
  now: Date,
): Partial<Order> {
  const { refunded, reversed } = refundTotals(event.refunds);
  return {
    ...capturedColumns(event.money),
    ...approvalColumns(order, event),
    paidAt: now,
    firstOrderId: null,
    refundedAmount: refunded,
    reversedAmount: reversed,
    // The state that the payment alone leads to.
    reversedFrom: event.mismatch === null ? "captured" : "refunding",
    problemBeforeReversal: event.mismatch,
    problem: problemTexts.payment_reversed,
  };
}

/** The total is what is still reversed; the order is restored when nothing is. */
export function returnedChanges(
  order: Order,
  event: Reversal<"reversal_cancelled">,
): Partial<Order> {
  return {
    reversedAmount: event.total,
    refundedAmount: event.refunded,
    ...(event.total > 0n
      ? {}
      : {
          reversedFrom: null,
          problemBeforeReversal: null,
          problem: problemAfterReversal(order, event),
        }),
  };
}
