import {
  formatMoney,
  type Money,
  orderStateMeaning,
  type PaymentStatus,
  type PaymentSummary,
} from "@onekonsole/billing-contract";
import type { Order } from "./order.ts";
import { isFullyReturned, type ReturnedMoney } from "./remaining-amount.ts";

/** What of an order decides what is shown of its payment. */
export type OrderPayment = ReturnedMoney & Pick<Order, "state" | "currency" | "capturedCurrency">;

/** An order in manual review counts as paid while its payment is held. */
export function paymentStatus(order: OrderPayment): PaymentStatus {
  if (order.state === "needs_attention" && order.capturedAmount > 0n)
    return isFullyReturned(order) ? "Failed" : "Paid";
  return orderStateMeaning[order.state].payment;
}

/** What happened to the payer's money. A reversal returns it like a refund. */
export function paymentSummary(order: OrderPayment): PaymentSummary {
  if (isFullyReturned(order)) return "Refunded";
  if (order.refundedAmount > 0n) return "Partly refunded";
  // The refund has not reached the payer.
  if (order.state === "refunding") return "Pending";
  return paymentStatus(order);
}

/** An amount in the currency of the payment; `null` for none. */
export const paidMoney = (order: OrderPayment, amount: bigint): Money | null =>
  amount > 0n ? formatMoney(amount, order.capturedCurrency ?? order.currency) : null;

/** The refunded part. */
export const refundedMoney = (order: OrderPayment): Money | null =>
  paidMoney(order, order.refundedAmount);
