import type { OrderEvent } from "../domain/order-event.ts";
import type { Order, OrderId } from "../domain/order.ts";
import { problemTexts } from "../domain/problem-texts.ts";
import { hasTrait, jobFor } from "../domain/state-traits.ts";
import type { Log } from "../ports/log.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { RunningJob, StartedAtOnce } from "../ports/running-job.ts";
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

/** One run of the job. */
interface Run extends DeliverDependencies {
  /** The job that the recorded outcome completes. */
  readonly job: RunningJob | undefined;
}

interface DeliverJob {
  readonly orderId: OrderId;
  readonly atOnce?: StartedAtOnce | undefined;
}

const defaultArrivalMs = 60_000;

/**
 * Orders the cluster of a paid order at web-order, once. web-order creates a cluster for every
 * POST, so the attempt is stored before the request. After an attempt that may have arrived, the
 * order is looked up at web-order instead. Rejects if it must run again.
 */
export async function deliverOrder(
  deps: DeliverDependencies,
  { orderId, atOnce }: DeliverJob,
): Promise<void> {
  const { store, webOrder, mayStillArriveMs = defaultArrivalMs } = deps;
  const run = { ...deps, job: atOnce?.job };
  const order = atOnce?.order ?? (await store.find(orderId));
  if (order && order.delivery !== "none" && hasTrait(order.state, "deliveryUnexpected")) {
    await recordArrival(run, order);
    return;
  }
  if (!order || jobFor(order.state) !== "deliver") return;
  if (order.delivery !== "none" && (await recordArrival(run, order))) return;
  const startedAt = Date.now();
  const begun = await store.beginDelivery(order);
  // Its outcome is looked up by the next attempt.
  if (!begun) throw new RetryableError("Another delivery of this order is under way.");
  // After a freeze, other replicas may consider this attempt over and have sent another.
  if (Date.now() - startedAt > mayStillArriveMs / 4)
    throw new RetryableError("The delivery attempt was stored too long ago to be sent.");
  const outcome = await webOrder.deliver(begun);
  await settle(run, begun, outcome);
}

/** Records an earlier delivery that arrived; false if none did. Throws while that is unknown. */
async function recordArrival(run: Run, order: Order): Promise<boolean> {
  const { mayStillArriveMs = defaultArrivalMs } = run;
  const arrival = await findArrival({ ...run, mayStillArriveMs }, order);
  if (!arrival) return false;
  await record(run, order, { type: "delivered", webOrderId: arrival.webOrderId });
  return true;
}

async function settle(run: Run, order: Order, outcome: DeliveryOutcome): Promise<void> {
  switch (outcome.kind) {
    case "accepted":
      return record(run, order, { type: "delivered", webOrderId: outcome.webOrderId });
    case "refused":
      run.log.warn({ order_id: order.paypalOrderId, reason: outcome.reason }, "delivery refused");
      return record(run, order, {
        type: "delivery_refused",
        reason: problemTexts.delivery_rejected,
      });
    case "not_sent":
      await run.store.endDelivery(order, "none");
      throw new RetryableError(outcome.reason, outcome.retryAfterMs);
    case "no_upstream":
      // Looked up before it is sent again: the gateway's response may be wrong.
      await run.store.endDelivery(order, "answered");
      throw new RetryableError(outcome.reason, unavailableRetryMs);
    case "answered":
      await run.store.endDelivery(order, "answered");
      throw new RetryableError(outcome.reason);
    case "unanswered":
      throw new RetryableError(outcome.reason);
  }
}

// By then web-order has stored a request that did arrive, and its rollout is nearly complete.
const unavailableRetryMs = 10_000;

async function record(run: Run, order: Order, event: OrderEvent): Promise<void> {
  const { store, job, log } = run;
  const moved = await store.apply(order, event, { by: "deliver_job", completes: job });
  if (!moved) throw new RetryableError("The order changed while it was being delivered.");
  const fields = { order_id: order.paypalOrderId, event: event.type, state: moved.state };
  log.info(fields, "delivery settled");
}
