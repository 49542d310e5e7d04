import type { Cause } from "../../domain/audit-event.ts";
import { BillingError } from "../../domain/billing-error.ts";
import {
  type AvailableActions,
  availableActions,
  type OrderSnapshot,
} from "../../domain/operator-actions.ts";
import type { OrderEvent } from "../../domain/order-event.ts";
import type { Order, PayPalOrderId } from "../../domain/order.ts";
import type { OrderStore } from "../../ports/order-store.ts";
import { orderSpan, type Tracer } from "../../ports/tracer.ts";

/** What an operator does to an order that they have looked at. */
export interface Act {
  readonly paypalOrderId: PayPalOrderId;
  /** Of the order as it was shown: an act on a newer one would not be what was meant. */
  readonly version: number;
  /** The operator. */
  readonly actor: string;
  /** Why; for the audit trail, not for the customer. */
  readonly note: string;
}

/** An order that an act is for, and what can be done to it. */
export interface Actable {
  readonly order: Order;
  readonly actions: AvailableActions;
}

/** The order an operator means; `order_not_found`, or `not_possible` when it has moved since. */
export async function findActable(store: OrderStore, act: Act): Promise<Actable> {
  const order = await store.findByPayPalId(act.paypalOrderId);
  if (!order) throw new BillingError("order_not_found");
  if (order.version !== act.version) throw new BillingError("not_possible");
  const [refunds, history] = await Promise.all([
    store.refundsOf(order.id),
    store.auditEventsSince(order.id, 0),
  ]);
  const snapshot: OrderSnapshot = { order, refunds, history };
  return { order, actions: availableActions(snapshot) };
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
  const moved = await tracer.span(orderSpan(order, `operator ${event.type}`), () =>
    store.apply(order, event, cause),
  );
  if (!moved) throw new BillingError("not_possible");
  return moved;
}
