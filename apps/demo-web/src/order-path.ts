/** The address of the page of an order, by PayPal's order id. */
export const orderPath = (orderId: string): string => `/order?id=${encodeURIComponent(orderId)}`;
