import type { OrderEvent } from "../domain/order-event.ts";
import type { Order, OrderId } from "../domain/order.ts";
import { hasTrait, jobFor } from "../domain/state-traits.ts";
import type { Log } from "../ports/log.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { DeliveryOutcome, WebOrder } from "../ports/web-order.ts";
import { findArrival } from "./find-arrival.ts";
import { RetryableError } from "./retryable-error.ts";

export interface DeliverDependencies {
  readonly store: OrderStore;
  readonly webOrder: WebOrder;
  readonly log: Log;
  /**
   * How long an unanswered POST may still take effect; 60 s by default. The request times out after 15 s,
   * but web-order may be waiting for its database.
   */
  readonly mayStillArriveMs?: number;
}

interface DeliverJob {
  readonly orderId: OrderId;
}

const defaultArrivalMs = 60_000;

/**
 * Orders the cluster of a paid order at web-order, once. web-order creates a cluster for every
 * POST, so the attempt is stored before the request. After an attempt that may have arrived, the
 * order is looked up at web-order instead. Rejects if it must run again.
 */
export async function deliverOrder(
  deps: DeliverDependencies,
  { orderId }: DeliverJob,
): Promise<void> {
  const { store, webOrder, mayStillArriveMs = defaultArrivalMs } = deps;
  const order = await store.find(orderId);
  if (order && order.delivery !== "none" && hasTrait(order.state, "deliveryUnexpected")) {
    await recordArrival(deps, order);
    return;
  }
  if (!order || jobFor(order.state) !== "deliver") return;
  if (order.delivery !== "none" && (await recordArrival(deps, order))) return;
  const startedAt = Date.now();
  const begun = await store.beginDelivery(order);
  // Its outcome is looked up by the next attempt.
  if (!begun) throw new RetryableError("Another delivery of this order is under way.");
  // After a freeze, other replicas may consider this attempt over and have sent another.
  if (Date.now() - startedAt > mayStillArriveMs / 4)
    throw new RetryableError("The delivery attempt was stored too long ago to be sent.");
  const outcome = await webOrder.deliver(begun);
  await settle(deps, begun, outcome);
}

/** Records an earlier delivery that arrived; false if none did. Throws while that is unknown. */
async function recordArrival(deps: DeliverDependencies, order: Order): Promise<boolean> {
  const { mayStillArriveMs = defaultArrivalMs } = deps;
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
    case "no_upstream":
      // Looked up before it is sent again: the gateway's response may be wrong.
      await deps.store.endDelivery(order, "answered");
      throw new RetryableError(outcome.reason, unavailableRetryMs);
    case "answered":
      await deps.store.endDelivery(order, "answered");
      throw new RetryableError(outcome.reason);
    case "unanswered":
      throw new RetryableError(outcome.reason);
  }
}

// By then web-order has stored a request that did arrive, and its rollout is nearly complete.
const unavailableRetryMs = 10_000;

const refusedText = "The payment was received, but your cluster could not be ordered.";

async function record(deps: DeliverDependencies, order: Order, event: OrderEvent): Promise<void> {
  const moved = await deps.store.apply(order, event, { by: "deliver_job" });
  if (!moved) throw new RetryableError("The order changed while it was being delivered.");
  const fields = { order_id: order.paypalOrderId, event: event.type, state: moved.state };
  deps.log.info(fields, "delivery settled");
}
