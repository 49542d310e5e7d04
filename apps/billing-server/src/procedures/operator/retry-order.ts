import { BillingError } from "../../domain/billing-error.ts";
import type { Order } from "../../domain/order.ts";
import type { OrderEvent } from "../../domain/order-event.ts";
import type { OrderStore } from "../../domain/order-store.ts";
import { isUnderWay, type Refund } from "../../domain/refund.ts";
import { remainingOf } from "../../domain/transition.ts";
import { type Act, type ActDependencies, orderOfAct, perform } from "./act.ts";
import { heldBy } from "./held-by.ts";
import { refundRequested } from "./refund-payment.ts";

/**
 * An operator's first way out of `needs_attention`: what failed is tried again — the capture while
 * nothing was captured, the refund that failed, and no more than that, else the delivery.
 * `order_not_found` for an unknown order, `not_possible` for one that is in nobody's hands, moved
 * meanwhile, or has a refund under way.
 */
export async function retryOrder(deps: ActDependencies, act: Act): Promise<Order> {
  const order = await orderOfAct(deps.store, act);
  if (order.state !== "needs_attention") throw new BillingError("not_possible");
  return perform(deps, { order, event: await retryOf(deps.store, order), act });
}

async function retryOf(store: OrderStore, order: Order): Promise<OrderEvent> {
  if (order.capturedAmount === 0n) return { type: "capture_retried" };
  const refunds = await store.refundsOf(order.id);
  // Its outcome decides: a cluster must not be ordered with money that is on its way back.
  if (refunds.some(isUnderWay)) throw new BillingError("not_possible");
  const trail = await store.stepsSince(order.id, 0);
  return heldBy(trail) === "refund_failed"
    ? refundRequested(amountAgain(order, refunds))
    : { type: "delivery_retried" };
}

/** Of the refund that failed last, if there is still so much; `null` is all that is left. */
function amountAgain(order: Order, refunds: readonly Refund[]): bigint | null {
  const amount = refunds.findLast(({ status }) => status === "failed")?.amount ?? null;
  return amount !== null && amount < remainingOf(order) ? amount : null;
}
