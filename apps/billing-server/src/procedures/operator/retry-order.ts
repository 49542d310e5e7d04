import { BillingError } from "../../domain/billing-error.ts";
import type { Order } from "../../domain/order.ts";
import {
  type ActionDependencies,
  findActionableOrder,
  type OperatorActionCall,
  performAction,
} from "./operator-action.ts";

/**
 * An operator's first way out of `needs_attention`: what failed is tried again. `order_not_found` for an
 * unknown order, `not_possible` where a retry is no available action or the order moved meanwhile.
 */
export async function retryOrder(
  deps: ActionDependencies,
  call: OperatorActionCall,
): Promise<Order> {
  const { order, actions } = await findActionableOrder(deps.store, call.input);
  if (!actions.retry.possible) throw new BillingError("not_possible");
  return performAction(deps, call, { order, event: actions.retry.event });
}
