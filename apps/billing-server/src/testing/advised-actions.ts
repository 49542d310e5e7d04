/** Patterns that recognize an action in an operator's advice. Other mentions of refunds do not match. */
export const advicePatterns = {
  retry: /\bretry\b/i,
  refund: /can be refunded|refund the payment|refund what is owed/i,
  close: /close the order/i,
} as const;
