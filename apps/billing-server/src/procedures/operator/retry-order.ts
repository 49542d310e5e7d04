import { BillingError } from "../../domain/billing-error.ts";
import type { Order } from "../../domain/order.ts";
import {
  type ActionDependencies,
  findActionableOrder,
  type OperatorActionCall,
  performAction,
} from "./operator-action.ts";

/**
 * Retries what failed, for an order in manual review. Throws `order_not_found`, or `not_possible` if a
 * retry is not available or the order has changed.
 */
export async function retryOrder(
  deps: ActionDependencies,
  call: OperatorActionCall,
): Promise<Order> {
  const { order, actions } = await findActionableOrder(deps.store, call.input);
  if (!actions.retry.possible) throw new BillingError("not_possible");
  return performAction(deps, call, { order, event: actions.retry.event });
}
