import type { OrderEvent } from "../order-event.ts";
import type { Order } from "../order.ts";
import { remainingAmount } from "../remaining-amount.ts";
import { jobFor } from "../state-traits.ts";

/** The conditions on money, duplicates and deliveries that an event needs besides a row of the table. */
export function guardsAllow(order: Order, event: OrderEvent): boolean {
  switch (event.type) {
    case "payer_approved":
    case "purchase_refused":
      // An order that ended as a duplicate is never captured, even if the other order fails.
      return order.firstOrderId === null;
    case "capture_pending":
      return order.capturedAmount === 0n && isNewlyHeld(order, event);
    case "capture_completed":
    case "capture_mismatched":
    case "capture_reversed":
    case "capture_declined":
    case "duplicate_paid":
    case "capture_retried":
      // An order is captured at most once, but PayPal may report the capture several times.
      return order.capturedAmount === 0n;
    case "conflict_found":
      // Every read finds the conflict again; an operator who resolved it is not notified twice.
      return order.conflictingId !== event.paypalId || isAwaitingPayment(order);
    case "refund_requested":
      return isRefundable(order, event.amount);
    case "delivery_retried":
      // A provisioned cluster is never ordered again, even after a reversal.
      return order.provisionedAt === null && remainingAmount(order) > 0n;
    case "settled_as_delivered":
      return order.provisionedAt !== null && remainingAmount(order) > 0n;
    case "paid_back_outside":
      return (
        order.provisionedAt === null && event.amount > 0n && event.amount === remainingAmount(order)
      );
    case "closed":
      return remainingAmount(order) <= 0n;
    default:
      return true;
  }
}

/** Every read of a held payment reports it held; only a new, named reason is recorded. */
const isNewlyHeld = (order: Order, { pendingReason = null }: CapturePending): boolean =>
  order.state !== "capture_pending" ||
  (pendingReason !== null && pendingReason !== order.pendingReason);

const isAwaitingPayment = ({ state, capturedAmount }: Order): boolean =>
  capturedAmount === 0n && state !== "needs_attention" && state !== "closed";

type CapturePending = Extract<OrderEvent, { readonly type: "capture_pending" }>;

function isRefundable(order: Order, amount: bigint | null): boolean {
  const remaining = remainingAmount(order);
  // A cluster may still be provisioned for this order, so an operator must decide.
  const mayProvision = jobFor(order.state) === "deliver" && order.delivery !== "none";
  return (
    !mayProvision && remaining > 0n && (amount === null || (amount > 0n && amount <= remaining))
  );
}
