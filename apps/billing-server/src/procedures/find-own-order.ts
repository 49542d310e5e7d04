import { BillingError } from "../domain/billing-error.ts";
import { mayActFor, maySee } from "../domain/caller.ts";
import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { Call } from "./call.ts";

/** An input that names an order by PayPal's order id. */
export interface OrderReference {
  readonly order_id: string;
}

/**
 * The order, for a caller who may act for its owner. Throws `order_not_found` for an unknown order and
 * for another user's order alike, so that callers cannot find out which orders exist.
 */
export const findOwnOrder = (
  store: OrderStore,
  { caller, input }: Call<OrderReference>,
): Promise<Order> => findOrder(store, input, (userId) => mayActFor(caller, userId));

/** The order, for its owner or an operator to read; throws `order_not_found` as `findOwnOrder` does. */
export const findVisibleOrder = (
  store: OrderStore,
  { caller, input }: Call<OrderReference>,
): Promise<Order> => findOrder(store, input, (userId) => maySee(caller, userId));

/** The order that an input names; throws `order_not_found`. */
export async function findOrder(
  store: Pick<OrderStore, "findByPayPalId">,
  { order_id }: OrderReference,
  isAllowed: (userId: string) => boolean = () => true,
): Promise<Order> {
  // The contract has checked the pattern.
  const order = await store.findByPayPalId(order_id as PayPalOrderId);
  if (!order || !isAllowed(order.details.user_id)) throw new BillingError("order_not_found");
  return order;
}
