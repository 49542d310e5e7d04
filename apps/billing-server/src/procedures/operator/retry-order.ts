import { BillingError } from "../../domain/billing-error.ts";
import type { Order } from "../../domain/order.ts";
import type { OrderEvent } from "../../domain/order-event.ts";
import type { OrderStore } from "../../domain/order-store.ts";
import { type Act, orderOfAct, perform } from "./act.ts";
import { requestOf } from "./refund-payment.ts";

/**
 * An operator's first way out of `needs_attention`: what failed is tried again — the capture while
 * nothing was captured, the refund when the last one failed, else the delivery. `order_not_found` for an
 * unknown order, `not_possible` for one that is in nobody's hands, moved meanwhile, or has a refund
 * under way.
 */
export async function retryOrder(store: OrderStore, act: Act): Promise<Order> {
  const order = await orderOfAct(store, act);
  if (order.state !== "needs_attention") throw new BillingError("not_possible");
  return perform(store, { order, event: await retryOf(store, order), act });
}

async function retryOf(store: OrderStore, order: Order): Promise<OrderEvent> {
  if (order.capturedAmount === 0n) return { type: "capture_retried" };
  const refunds = await store.refundsOf(order.id);
  // Its outcome decides: a cluster must not be ordered with money that is on its way back.
  if (refunds.some(({ status }) => status === "requested" || status === "pending"))
    throw new BillingError("not_possible");
  const last = refunds.filter(({ kind }) => kind === "refund").at(-1);
  return last?.status === "failed" ? requestOf(last.amount) : { type: "delivery_retried" };
}
