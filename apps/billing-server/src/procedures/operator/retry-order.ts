import { BillingError } from "../../domain/billing-error.ts";
import type { Order } from "../../domain/order.ts";
import { type Act, type ActDependencies, findActable, perform } from "./act.ts";

/**
 * An operator's first way out of `needs_attention`: what failed is tried again. `order_not_found` for an
 * unknown order, `not_possible` where a retry is no available action or the order moved meanwhile.
 */
export async function retryOrder(deps: ActDependencies, act: Act): Promise<Order> {
  const { order, actions } = await findActable(deps.store, act);
  if (!actions.retry.possible) throw new BillingError("not_possible");
  return perform(deps, { order, event: actions.retry.event, act });
}
