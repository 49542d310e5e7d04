import { BillingError } from "../domain/billing-error.ts";
import { type Caller, mayActFor } from "../domain/caller.ts";
import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { OrderStore } from "../domain/order-store.ts";

/**
 * The caller's order. Somebody else's is `order_not_found` like an unknown one, so that nobody learns
 * which orders there are.
 */
export async function findOwnOrder(
  store: OrderStore,
  caller: Caller,
  paypalOrderId: PayPalOrderId,
): Promise<Order> {
  const order = await store.findByPayPalId(paypalOrderId);
  if (!order || !mayActFor(caller, order.details.user_id))
    throw new BillingError("order_not_found");
  return order;
}
