import type { OrderState } from "@onekonsole/billing-contract";

/** Whether an order in this state refers to the first order with its cluster name, if there is one. */
const refersToFirst: Readonly<Record<OrderState, boolean>> = {
  awaiting_approval: true,
  // From here on an operator or PayPal has accepted the payment, and the order proceeds like any other.
  approved: false,
  capture_pending: false,
  captured: false,
  provisioned: false,
  capture_failed: false,
  expired: true,
  refunding: true,
  refunded: true,
  needs_attention: true,
  closed: true,
};

/** The order to show instead of this one; `undefined` for none. */
export const firstOrderId = (
  state: OrderState | undefined,
  orderId: string | null | undefined,
): string | undefined => (state && refersToFirst[state] ? (orderId ?? undefined) : undefined);
