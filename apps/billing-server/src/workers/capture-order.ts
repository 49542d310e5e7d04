import { interpretPayPalOrder } from "../domain/interpret-paypal-order.ts";
import type { Order, OrderId } from "../domain/order.ts";
import { jobFor } from "../domain/state-traits.ts";
import type { Log } from "../ports/log.ts";
import { recordPayPalState } from "../ports/record-paypal-state.ts";
import type { StartedAtOnce } from "../ports/running-job.ts";
import {
  type CaptureOutcome,
  isCapturable,
  readCaptureOutcome,
  readCompletedCapture,
} from "./capture-outcome.ts";
import { interpretCaptureFailure } from "./interpret-capture-failure.ts";
import type { SyncDependencies } from "./sync-order.ts";

export interface CaptureDependencies extends SyncDependencies {
  readonly log: Log;
}

interface CaptureJob {
  readonly orderId: OrderId;
  /** An earlier attempt may have reached PayPal. */
  readonly isRetry: boolean;
  readonly atOnce?: StartedAtOnce | undefined;
}

/**
 * Captures the payment of an approved order. Idempotent, also on several replicas at once: PayPal
 * captures once per idempotency key, and the row accepts one outcome. Rejects if it must run again.
 */
export async function captureOrder(
  deps: CaptureDependencies,
  { orderId, isRetry, atOnce }: CaptureJob,
): Promise<void> {
  const order = atOnce?.order ?? (await deps.store.find(orderId));
  if (!order || jobFor(order.state) !== "capture") return;
  // PayPal keeps idempotency keys for 6 hours, so a retry first reads what an earlier attempt did.
  const earlier = isRetry ? await readCaptureOutcome(deps, order) : null;
  const { event, debugId, note } = earlier ?? (await capture(deps, order, isRetry));
  const cause = { by: "capture_job", debugId, note, completes: atOnce?.job } as const;
  const moved = await recordPayPalState(deps.store, { order, event, cause });
  if (!moved) return;
  const fields = { order_id: order.paypalOrderId, state: moved.state, debug_id: debugId };
  deps.log.info(fields, "capture settled");
}

async function capture(
  deps: CaptureDependencies,
  order: Order,
  isRetry: boolean,
): Promise<CaptureOutcome> {
  const { log, paypal } = deps;
  const { paypalOrderId } = order;
  log.info({ order_id: paypalOrderId }, "capture started");
  const idempotencyKey = `${order.id}:capture:${order.captureAttempt}`;
  const answer = await paypal.captureOrder({ paypalOrderId, idempotencyKey });
  if (!answer.ok) {
    const { failure } = answer;
    const fields = { order_id: paypalOrderId, issue: failure.issue, debug_id: failure.debugId };
    log.warn(fields, "capture not done");
    return interpretCaptureFailure(deps, order, { failure, isRetry });
  }
  const interpretation = interpretPayPalOrder(order, { answer, at: new Date() });
  if (interpretation.kind === "event" && !isCapturable(interpretation))
    return { event: interpretation.event, debugId: answer.debugId };
  // A minimal response omits what the order itself shows, such as the payee.
  return readCompletedCapture(deps, order);
}
