// The customer's text of each problem. Stored with the order: a change of a text applies to new events only.

export const duplicateText =
  "You had already paid for a cluster of this name. This second payment is held until our team has asked you.";
export const refusedPurchaseText =
  "You have another order for a cluster of this name that is paid or being paid, so this order has ended. No money was taken for it.";
export const paidBackText = "Our team paid you back outside PayPal.";
export const conflictText =
  "PayPal's report about your payment contradicts another order. Our team is checking it; please do not pay again.";
export const deliveredUnpaidText =
  "The payment was given back, but your cluster had been ordered already.";
export const shortText =
  "Part of the payment was refunded; our team decides about the rest with you.";
export const goneText = "PayPal no longer shows the payment you approved.";
export const returnedText =
  "The payment that had gone back is with us again; our team decides with you what happens next.";
export const reversedText = "The payment was taken back through PayPal.";
/** Of a payment that PayPal first showed as refunded. */
export const alreadyRefundedText = "The payment was already refunded at PayPal.";
