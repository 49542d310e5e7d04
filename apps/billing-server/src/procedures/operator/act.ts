import { BillingError } from "../../domain/billing-error.ts";
import type { Cause, OrderStore } from "../../domain/order-store.ts";
import type { Order, PayPalOrderId } from "../../domain/order.ts";
import type { OrderEvent } from "../../domain/order-event.ts";
import { stepOf, type Tracer } from "../../domain/tracer.ts";

/** What an operator does to an order that he has looked at. */
export interface Act {
  readonly paypalOrderId: PayPalOrderId;
  /** Of the order as he saw it: an act on a newer one would not be what he meant. */
  readonly version: number;
  /** Who he is. */
  readonly actor: string;
  /** Why he does it; for the audit trail, not for the customer. */
  readonly note: string;
}

/** The order an operator means; `order_not_found`, or `not_possible` when it has moved since. */
export async function orderOfAct(store: OrderStore, act: Act): Promise<Order> {
  const order = await store.findByPayPalId(act.paypalOrderId);
  if (!order) throw new BillingError("order_not_found");
  if (order.version !== act.version) throw new BillingError("not_possible");
  return order;
}

interface Acting {
  readonly order: Order;
  readonly event: OrderEvent;
  readonly act: Act;
}

/** What acting on an order takes. */
export interface ActDependencies {
  readonly store: OrderStore;
  readonly tracer: Tracer;
}

/** Writes the act with who and why into the trail; `not_possible` when it does not apply. */
export async function perform(
  { store, tracer }: ActDependencies,
  { order, event, act }: Acting,
): Promise<Order> {
  const { actor, note } = act;
  const cause: Cause = { by: "operator", actor, note };
  const moved = await tracer.span(stepOf(order, `operator ${event.type}`), () =>
    store.apply(order, event, cause),
  );
  if (!moved) throw new BillingError("not_possible");
  return moved;
}
