/** How an operator's advice names each action; what else it says of refunds, such as those at PayPal, is none. */
export const advicePatterns = {
  retry: /\bretry\b/i,
  refund: /can be refunded|refund the payment|refund what is owed/i,
  close: /close the order/i,
} as const;
