import type { OrderProblem } from "@onekonsole/billing-contract";

/**
 * The customer's text of each problem. A row keeps the text that was stored, and its code is found by
 * this table: a changed text loses the code of earlier rows. `payment_reversed` and
 * `payment_already_refunded` are also compared with stored rows: do not change them.
 */
export const problemTexts = {
  payment_declined: "PayPal declined the payment.",
  payment_method_declined:
    "PayPal declined this payment method. No money was taken. Please choose another one at PayPal.",
  approval_incomplete:
    "The payment is not approved completely. No money was taken. Please complete the approval at PayPal.",
  approved_payment_missing:
    "PayPal does not show the payment you approved. Our team is checking whether money was taken.",
  payment_details_missing:
    "PayPal reports a payment but does not show its details. Our team is reviewing it; please do not pay again.",
  order_not_shown: "PayPal does not show the order. Our team is checking whether money was taken.",
  payment_of_another_order: "The payment belongs to another order.",
  payment_to_another_payee: "The payment went to another payee.",
  payment_of_another_amount: "The payment differs from the amount due.",
  payment_of_two_orders:
    "PayPal reports your payment for two orders. Our team is reviewing it; please do not pay again.",
  payment_already_refunded: "The payment was already refunded at PayPal.",
  payment_reversed: "The payment was taken back through PayPal.",
  payment_returned:
    "The reversal was cancelled, and we have your payment again. Our team will contact you about the next step.",
  duplicate_payment_held:
    "You had already paid for a cluster of this name. This second payment is held until our team has contacted you.",
  duplicate_purchase_ended:
    "You have another order for a cluster of this name that is paid or being paid, so this order has ended. No money was taken for it.",
  capture_rejected: "PayPal rejected our request to collect the payment you approved.",
  capture_unanswered:
    "PayPal could not be reached for hours. Our team is checking whether the payment you approved was taken.",
  delivery_rejected: "The payment was received, but your cluster could not be ordered.",
  delivery_unanswered: "The payment was received, but the cluster could not be ordered for hours.",
  delivered_unpaid:
    "The payment was returned, but your cluster had been ordered already. Our team will contact you.",
  refunded_possibly_delivered:
    "The payment was refunded, but your cluster may have been ordered already.",
  refund_decided: "Our team decided to refund your payment.",
  partial_refund_decided: "Our team decided to refund a part of your payment.",
  partly_refunded: "Part of the payment was refunded. Our team will contact you about the rest.",
  refund_rejected: "PayPal rejected the refund of your payment. Our team is reviewing it.",
  refund_failed: "The refund failed.",
  refunded_outside_paypal: "Our team refunded you outside PayPal.",
  held_for_bank:
    "Your bank is transferring the money to PayPal, which takes 3 to 6 business days. There is nothing for you to do: your cluster is ordered when the money arrives.",
  held_for_payer:
    "PayPal has not received your transfer yet. Please follow PayPal's instructions; your cluster is ordered when the money arrives.",
  held_for_review:
    "PayPal is reviewing the payment. There is nothing for you to do: your cluster is ordered when PayPal approves the payment.",
  held_for_merchant:
    "We have to accept your payment at PayPal. There is nothing for you to do: your cluster is ordered after that.",
  held_for_dispute:
    "PayPal holds the payment because of a complaint about it. Your cluster is ordered when PayPal releases the payment.",
} as const satisfies Readonly<Record<OrderProblem, string>>;

/** A text for the customer that may become the problem of an order. */
export type ProblemText = (typeof problemTexts)[OrderProblem];

/** A problem as a row has it; an earlier release may have had another text. */
export type StoredProblem = ProblemText | (string & { readonly __brand: "EarlierProblem" });

const codes: ReadonlyMap<string, OrderProblem> = new Map(
  Object.entries(problemTexts).map(([code, text]) => [text, code as OrderProblem]),
);

/** The code of a stored problem; `null` without a problem, or for a text of another release. */
export const problemCode = (problem: string | null): OrderProblem | null =>
  codes.get(problem ?? "") ?? null;
