import {
  formatMoney,
  type Money,
  orderStateMeaning,
  type PaymentStatus,
  type PaymentSummary,
} from "@onekonsole/billing-contract";
import type { Order } from "../domain/order.ts";
import { isFullyReturned } from "../domain/remaining-amount.ts";

/** An order in manual review counts as paid while its payment is held. */
export function paymentStatus(order: Order): PaymentStatus {
  if (order.state === "needs_attention" && order.capturedAmount > 0n)
    return isFullyReturned(order) ? "Failed" : "Paid";
  return orderStateMeaning[order.state].payment;
}

/** What happened to the payer's money. A reversal returns it like a refund. */
export function paymentSummary(order: Order): PaymentSummary {
  if (isFullyReturned(order)) return "Refunded";
  if (order.refundedAmount > 0n) return "Partly refunded";
  // The refund has not reached the payer.
  if (order.state === "refunding") return "Pending";
  return paymentStatus(order);
}

/** The refunded part, in the currency of the payment; `null` for none. */
export const refundedMoney = (order: Order): Money | null =>
  order.refundedAmount > 0n
    ? formatMoney(order.refundedAmount, order.capturedCurrency ?? order.currency)
    : null;
