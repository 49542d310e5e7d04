import type { Order, OrderId } from "../domain/order.ts";
import type { OrderStore } from "../domain/order-store.ts";
import type { OrderEvent } from "../domain/transition.ts";
import type { DeliveryOutcome, WebOrder } from "../domain/web-order.ts";
import { RetryLater } from "./retry-later.ts";
import type { WorkLog } from "./work-log.ts";

export interface DeliverDependencies {
  readonly store: OrderStore;
  readonly webOrder: WebOrder;
  readonly log: WorkLog;
  /**
   * How long an unanswered POST may still be under way at web-order: 20 s by default, above the
   * 15 s after which we stop waiting for its answer.
   */
  readonly unansweredForMs?: number;
}

/**
 * Hands a paid order to web-order, once. web-order starts a cluster for every POST, so an attempt
 * is marked on the row before anything is sent, and whenever an earlier one may have arrived the
 * order is looked up there instead. Rejects to be run again.
 */
export async function deliverOrder(deps: DeliverDependencies, id: OrderId): Promise<void> {
  const order = await deps.store.find(id);
  if (order?.state !== "captured") return;
  if (order.delivery !== "none" && (await hasArrived(deps, order))) return;
  const begun = await deps.store.beginDelivery(order, deps.unansweredForMs ?? 20_000);
  // Its outcome is looked up when this job comes back.
  if (!begun) throw new RetryLater("Another delivery of this order may be under way.");
  const outcome = await deps.webOrder.deliver(begun);
  await settle(deps, begun, outcome);
}

/** True when an earlier attempt turns out to have arrived; throws while that can't be known. */
async function hasArrived(deps: DeliverDependencies, order: Order): Promise<boolean> {
  const lookup = await deps.webOrder.lookUp(order.paypalOrderId);
  if (lookup.kind === "unknown") throw new RetryLater(`web-order can't be asked: ${lookup.reason}`);
  if (lookup.kind === "absent") return false;
  await record(deps, order, { type: "delivered", webOrderId: lookup.webOrderId });
  return true;
}

async function settle(
  deps: DeliverDependencies,
  order: Order,
  outcome: DeliveryOutcome,
): Promise<void> {
  switch (outcome.kind) {
    case "accepted":
      return record(deps, order, { type: "delivered", webOrderId: outcome.webOrderId });
    case "refused":
      deps.log.warn({ order_id: order.paypalOrderId, reason: outcome.reason }, "delivery refused");
      return record(deps, order, { type: "delivery_refused", reason: refusedText });
    case "not_sent":
      await deps.store.endDelivery(order, "none");
      throw new RetryLater(outcome.reason);
    case "answered":
      await deps.store.endDelivery(order, "answered");
      throw new RetryLater(outcome.reason);
    case "unanswered":
      throw new RetryLater(outcome.reason);
  }
}

const refusedText = "The payment went through, but your cluster could not be ordered.";

async function record(deps: DeliverDependencies, order: Order, event: OrderEvent): Promise<void> {
  const moved = await deps.store.apply(order, event, { by: "deliver_job" });
  if (!moved) throw new RetryLater("The order moved while it was being delivered.");
  deps.log.info({ order_id: order.paypalOrderId, state: moved.state }, "delivered");
}
