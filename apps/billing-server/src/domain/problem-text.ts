/** What stands as the problem of an order whose payment PayPal first showed as given back. */
export const alreadyRefundedText = "The payment was already refunded at PayPal.";
