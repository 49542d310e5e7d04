import { BillingError } from "../../domain/billing-error.ts";
import type { Order } from "../../domain/order.ts";
import { isUnderWay } from "../../domain/refund.ts";
import { remainingOf } from "../../domain/transition.ts";
import { type Act, type ActDependencies, orderOfAct, perform } from "./act.ts";

/**
 * An operator's third way out, where nothing is left to be tried or given back: a delivered order
 * keeps the money that is left and is `provisioned` again; one without money is `closed`, and money
 * that turns up later revives it. `not_possible` for paid money that bought nothing, for an order in
 * nobody's hands or that moved meanwhile, and while a refund is under way.
 */
export async function closeOrder(deps: ActDependencies, act: Act): Promise<Order> {
  const order = await orderOfAct(deps.store, act);
  if (order.state !== "needs_attention") throw new BillingError("not_possible");
  const refunds = await deps.store.refundsOf(order.id);
  if (refunds.some(isUnderWay)) throw new BillingError("not_possible");
  const type = remainingOf(order) > 0n ? "settled_as_delivered" : "closed";
  return perform(deps, { order, event: { type }, act });
}
