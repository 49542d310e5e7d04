/** The address of the page of an order, by PayPal's order id. */
export const orderPath = (orderId: string): string => `/order?id=${encodeURIComponent(orderId)}`;

/** The address of the page with the receipt of an order. */
export const receiptPath = (orderId: string): string =>
  `/receipt?id=${encodeURIComponent(orderId)}`;
