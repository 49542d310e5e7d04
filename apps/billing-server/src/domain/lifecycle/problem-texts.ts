// The customer's text of each problem. A row keeps the text that was stored, so a change applies to
// new events only. `reversedText` and `alreadyRefundedText` are compared with stored rows: do not
// change them.

export const duplicateText =
  "You had already paid for a cluster of this name. This second payment is held until our team has contacted you.";
export const refusedPurchaseText =
  "You have another order for a cluster of this name that is paid or being paid, so this order has ended. No money was taken for it.";
export const paidBackText = "Our team refunded you outside PayPal.";
export const conflictText =
  "PayPal reports your payment for two orders. Our team is reviewing it; please do not pay again.";
export const deliveredUnpaidText =
  "The payment was returned, but your cluster had been ordered already. Our team will contact you.";
export const shortText =
  "Part of the payment was refunded. Our team will contact you about the rest.";
export const goneText =
  "PayPal does not show the payment you approved. Our team is checking whether money was taken.";
export const returnedText =
  "The reversal was cancelled, and we have your payment again. Our team will contact you about the next step.";
export const reversedText = "The payment was taken back through PayPal.";
/** The problem of a payment that PayPal first showed as refunded. */
export const alreadyRefundedText = "The payment was already refunded at PayPal.";
