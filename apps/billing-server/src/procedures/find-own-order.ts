import { BillingError } from "../domain/billing-error.ts";
import { type Caller, mayActFor, maySee } from "../domain/caller.ts";
import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";

/**
 * An order for its owner to act on. Somebody else's is `order_not_found` like an unknown one, so that
 * nobody learns which orders there are.
 */
export const findOwnOrder = (
  store: OrderStore,
  caller: Caller,
  id: PayPalOrderId,
): Promise<Order> => find(store, id, (userId) => mayActFor(caller, userId));

/** An order for its owner or an operator to look at; else as above. */
export const findVisibleOrder = (
  store: OrderStore,
  caller: Caller,
  id: PayPalOrderId,
): Promise<Order> => find(store, id, (userId) => maySee(caller, userId));

async function find(
  store: OrderStore,
  id: PayPalOrderId,
  isAllowed: (userId: string) => boolean,
): Promise<Order> {
  const order = await store.findByPayPalId(id);
  if (!order || !isAllowed(order.details.user_id)) throw new BillingError("order_not_found");
  return order;
}
