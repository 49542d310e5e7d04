import type { Cause } from "../../domain/audit-event.ts";
import { BillingError } from "../../domain/billing-error.ts";
import {
  type AvailableActions,
  availableActions,
  type OrderSnapshot,
} from "../../domain/operator-actions.ts";
import type { OrderEvent } from "../../domain/order-event.ts";
import type { Order } from "../../domain/order.ts";
import type { OrderStore } from "../../ports/order-store.ts";
import { orderSpan, type Tracer } from "../../ports/tracer.ts";
import { actorName, type OperatorCall } from "../call.ts";
import { findOrder, type OrderReference } from "../find-own-order.ts";

export interface OperatorAction extends OrderReference {
  /** The version that was shown to the operator; the action is rejected on any other. */
  readonly version: number;
  /** Recorded in the audit event; not shown to the user. */
  readonly reason: string;
}

export type OperatorActionCall = OperatorCall<OperatorAction>;

export interface ActionableOrder {
  readonly order: Order;
  readonly actions: AvailableActions;
}

/**
 * The order and its available actions. Throws `order_not_found`, or `not_possible` if the order has
 * changed since it was shown.
 */
export async function findActionableOrder(
  store: OrderStore,
  input: OperatorAction,
): Promise<ActionableOrder> {
  const order = await findOrder(store, input);
  if (order.version !== input.version) throw new BillingError("not_possible");
  const [refunds, history] = await Promise.all([
    store.listRefunds(order.id),
    store.auditEventsSince(order.id, 0),
  ]);
  const snapshot: OrderSnapshot = { order, refunds, history };
  return { order, actions: availableActions(snapshot) };
}

interface ActionEvent {
  readonly order: Order;
  readonly event: OrderEvent;
}

export interface ActionDependencies {
  readonly store: OrderStore;
  readonly tracer: Tracer;
}

/**
 * Applies the event and records an audit event with operator and reason; returns the order as stored.
 * Throws `not_possible` if the order has changed.
 */
export async function performAction(
  { store, tracer }: ActionDependencies,
  { caller, input }: OperatorActionCall,
  { order, event }: ActionEvent,
): Promise<Order> {
  const cause: Cause = { by: "operator", actor: actorName(caller), note: input.reason };
  const moved = await tracer.span(orderSpan(order, `operator ${event.type}`), () =>
    store.apply(order, event, cause),
  );
  if (!moved) throw new BillingError("not_possible");
  return moved;
}
