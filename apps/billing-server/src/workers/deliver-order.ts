import type { OrderEvent } from "../domain/order-event.ts";
import type { Order, OrderId } from "../domain/order.ts";
import { hasTrait } from "../domain/state-traits.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { DeliveryOutcome, WebOrder } from "../ports/web-order.ts";
import { findArrival } from "./find-arrival.ts";
import { RetryableError } from "./retryable-error.ts";
import type { WorkLog } from "./work-log.ts";

export interface DeliverDependencies {
  readonly store: OrderStore;
  readonly webOrder: WebOrder;
  readonly log: WorkLog;
  /**
   * How long an unanswered POST may still be under way at web-order: 60 s by default. We stop waiting
   * for its answer after 15 s, but web-order may be waiting for a database of its own.
   */
  readonly mayStillArriveMs?: number;
}

interface DeliverJob {
  readonly orderId: OrderId;
}

const usuallyArrivedMs = 60_000;

/**
 * Hands a paid order to web-order, once. web-order starts a cluster for every POST, so an attempt
 * is marked on the row before anything is sent, and whenever an earlier one may have arrived the
 * order is looked up there instead. Rejects to be run again.
 */
export async function deliverOrder(
  deps: DeliverDependencies,
  { orderId }: DeliverJob,
): Promise<void> {
  const { store, webOrder, mayStillArriveMs = usuallyArrivedMs } = deps;
  const order = await store.find(orderId);
  if (order && order.delivery !== "none" && hasTrait(order.state, "deliveryUnexpected")) {
    await hasArrived(deps, order);
    return;
  }
  if (order?.state !== "captured") return;
  if (order.delivery !== "none" && (await hasArrived(deps, order))) return;
  const askedAt = Date.now();
  const begun = await store.beginDelivery(order);
  // Its outcome is looked up when this job comes back.
  if (!begun) throw new RetryableError("Another delivery of this order is under way.");
  // Frozen meanwhile, we would send what others take for over, and have sent again by now.
  if (Date.now() - askedAt > mayStillArriveMs / 4)
    throw new RetryableError("The delivery was marked too long ago to be sent.");
  const outcome = await webOrder.deliver(begun);
  await settle(deps, begun, outcome);
}

/** Records an earlier delivery that arrived; false when there is none. Throws while that can't be known. */
async function hasArrived(deps: DeliverDependencies, order: Order): Promise<boolean> {
  const { mayStillArriveMs = usuallyArrivedMs } = deps;
  const arrival = await findArrival({ ...deps, mayStillArriveMs }, order);
  if (!arrival) return false;
  await record(deps, order, { type: "delivered", webOrderId: arrival.webOrderId });
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
      throw new RetryableError(outcome.reason, outcome.retryAfterMs);
    case "turned_away":
      // Looked up before it is sent again, though it had nowhere to go: a gateway may err.
      await deps.store.endDelivery(order, "answered");
      throw new RetryableError(outcome.reason, turnedAwayMs);
    case "answered":
      await deps.store.endDelivery(order, "answered");
      throw new RetryableError(outcome.reason);
    case "unanswered":
      throw new RetryableError(outcome.reason);
  }
}

// By then web-order has written the row of a request that did get through, and a rollout is over or
// nearly so.
const turnedAwayMs = 10_000;

const refusedText = "The payment went through, but your cluster could not be ordered.";

async function record(deps: DeliverDependencies, order: Order, event: OrderEvent): Promise<void> {
  const moved = await deps.store.apply(order, event, { by: "deliver_job" });
  if (!moved) throw new RetryableError("The order moved while it was being delivered.");
  const fields = { order_id: order.paypalOrderId, event: event.type, state: moved.state };
  deps.log.info(fields, "delivery settled");
}
