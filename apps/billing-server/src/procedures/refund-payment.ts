import { BillingError } from "../domain/billing-error.ts";
import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { OrderStore } from "../domain/order-store.ts";

export interface WantedRefund {
  readonly paypalOrderId: PayPalOrderId;
  /** Minor units of the capture's currency; `null` is all that is left. */
  readonly amount: bigint | null;
  /** What the customer reads. */
  readonly reason: string;
}

/**
 * An operator's other way out: money is given back, all or a part. The refund is a row when this
 * resolves, and a job makes it. `not_possible` for more than is left, for an order without money,
 * and while a delivery may be arriving.
 */
export async function refundPayment(
  { store }: { readonly store: OrderStore },
  { paypalOrderId, amount, reason }: WantedRefund,
): Promise<Order> {
  const order = await store.findByPayPalId(paypalOrderId);
  if (!order) throw new BillingError("order_not_found");
  const event = { type: "refund_requested", amount, reason } as const;
  const moved = await store.apply(order, event, { by: "operator" });
  if (!moved) throw new BillingError("not_possible");
  return moved;
}
