import { applySeen } from "../domain/apply-seen.ts";
import { judgeCapture, judgePayPalOrder } from "../domain/judge-payment.ts";
import type { Order, OrderId } from "../domain/order.ts";
import type { OrderStore } from "../domain/order-store.ts";
import type {
  PayPalFailure,
  PayPalGateway,
  PayPalOrder,
  PayPalResult,
} from "../domain/paypal-gateway.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import type { WorkLog } from "./work-log.ts";
import { postponed } from "./postponed.ts";
import { RetryLater } from "./retry-later.ts";

export interface CaptureDependencies {
  readonly store: OrderStore;
  readonly paypal: PayPalGateway;
  readonly log: WorkLog;
}

export interface CaptureTry {
  /** An earlier try may have reached PayPal. */
  readonly again: boolean;
}

/**
 * Takes the money of an approved order. Safe to run any number of times, on several replicas at
 * once: PayPal captures once for a key, and the row takes one outcome. Rejects to be run again.
 */
export async function captureOrder(
  deps: CaptureDependencies,
  id: OrderId,
  { again }: CaptureTry,
): Promise<void> {
  const order = await deps.store.find(id);
  if (order?.state !== "approved") return;
  // PayPal forgets keys after 6 h, so a later try asks first what an earlier one did.
  const done = again ? await alreadyDone(deps.paypal, order) : null;
  const { event, debugId } = done ?? (await capture(deps, order));
  const cause = { by: "capture_job", debugId } as const;
  const moved = await applySeen(deps.store, { order, event, cause });
  if (!moved) return;
  const fields = { order_id: order.paypalOrderId, state: moved.state, debug_id: debugId };
  deps.log.info(fields, "capture settled");
}

interface Decided {
  readonly event: OrderEvent;
  readonly debugId: string | undefined;
}

/** What PayPal shows beyond an approval waiting to be captured; `null` when there is just that. */
async function alreadyDone(paypal: PayPalGateway, order: Order): Promise<Decided | null> {
  const seen = await paypal.getOrder(order.paypalOrderId, "background");
  if (!seen.ok) {
    const { kind, debugId } = seen.failure;
    if (kind === "gone") return { event: { type: "order_gone" }, debugId };
    throw postponed(seen.failure);
  }
  const event = judgePayPalOrder(order, seen.value);
  return event === null || event.type === "payer_approved"
    ? null
    : { event, debugId: seen.debugId };
}

async function capture(deps: CaptureDependencies, order: Order): Promise<Decided> {
  deps.log.info({ order_id: order.paypalOrderId }, "capture started");
  const answer = await deps.paypal.captureOrder({
    paypalOrderId: order.paypalOrderId,
    idempotencyKey: `${order.id}:capture:${order.captureAttempt}`,
  });
  return eventOf(deps, order, answer);
}

async function eventOf(
  deps: CaptureDependencies,
  order: Order,
  answer: PayPalResult<PayPalOrder>,
): Promise<Decided> {
  if (!answer.ok) return eventOfFailure(deps, order, answer.failure);
  const event = judgeCapture(order, answer.value);
  if (!event)
    throw new RetryLater("PayPal's capture answer holds no capture.", undefined, answer.debugId);
  return { event, debugId: answer.debugId };
}

async function eventOfFailure(
  { paypal, log }: CaptureDependencies,
  order: Order,
  failure: PayPalFailure,
): Promise<Decided> {
  const { kind, issue, debugId } = failure;
  log.warn({ order_id: order.paypalOrderId, issue, debug_id: debugId }, "capture not done");
  switch (kind) {
    case "unavailable":
    case "timeout":
    case "unauthorized":
      throw postponed(failure);
    case "already_done":
      return readBack(paypal, order);
    case "payer_again":
      return { debugId, event: { type: "approval_needed", reason: payerAgainText } };
    case "gone":
      return { debugId, event: { type: "order_gone" } };
    case "declined":
      return {
        debugId,
        event: { type: "capture_declined", captureId: null, reason: declinedText },
      };
    case "refused":
      return { debugId, event: { type: "capture_refused", reason: refusedText } };
  }
}

const payerAgainText =
  "PayPal could not use this means of payment. Please approve again with another one.";
const declinedText = "PayPal declined the payment.";
const refusedText = "PayPal did not let us collect the payment you approved.";

/** The money was taken by somebody, ourselves or the browser: its capture says what it was. */
async function readBack(paypal: PayPalGateway, order: Order): Promise<Decided> {
  const done = await alreadyDone(paypal, order);
  if (!done) throw new RetryLater("PayPal captured the order already but does not show it yet.");
  return done;
}
