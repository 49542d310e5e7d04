import {
  eventOf,
  type Interpretation,
  interpretPayPalOrder,
} from "../domain/interpret-paypal-order.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import type { ApprovalRefusal, Order, OrderId } from "../domain/order.ts";
import type { PayPalFailure } from "../domain/paypal-result.ts";
import { noteLook } from "../ports/note-look.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";
import { recordPayPalState } from "../ports/record-paypal-state.ts";
import { RetryableError } from "./retryable-error.ts";
import { toRetryable } from "./to-retryable.ts";
import type { WorkLog } from "./work-log.ts";

export interface CaptureDependencies {
  readonly store: OrderStore;
  readonly paypal: PayPalGateway;
  readonly log: WorkLog;
}

export interface CaptureAttempt {
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
  { again }: CaptureAttempt,
): Promise<void> {
  const order = await deps.store.find(id);
  if (order?.state !== "approved") return;
  // PayPal forgets keys after 6 h, so a later try asks first what an earlier one did.
  const done = again ? await decidedAlready(deps, order) : null;
  const { event, debugId, note } = done ?? (await capture(deps, order, { again }));
  const cause = { by: "capture_job", debugId, note } as const;
  const moved = await recordPayPalState(deps.store, { order, event, cause });
  if (!moved) return;
  const fields = { order_id: order.paypalOrderId, state: moved.state, debug_id: debugId };
  deps.log.info(fields, "capture settled");
}

interface Decided {
  readonly event: OrderEvent;
  readonly debugId: string | undefined;
  readonly note?: string | undefined;
}

/** What PayPal shows beyond an approval waiting to be captured; `null` when there is just that. */
async function decidedAlready(deps: CaptureDependencies, order: Order): Promise<Decided | null> {
  const answer = await deps.paypal.getOrder(order.paypalOrderId, "background");
  const debugId = answer.ok ? answer.debugId : answer.failure.debugId;
  const reading = interpretPayPalOrder(order, { answer, at: new Date() });
  return isToBeCaptured(reading) ? null : decidedBy(deps, order, { reading, debugId });
}

/** Where PayPal shows no payment, only the capture itself says whether the approval is complete. */
const isToBeCaptured = (reading: Interpretation): boolean =>
  reading.kind === "event"
    ? reading.event.type === "payer_approved"
    : reading.kind === "not_yet" && reading.why === "not_approved";

interface Read {
  readonly reading: Interpretation;
  readonly debugId: string | undefined;
}

/** The event in a reading; throws to wait, with the look noted, where there is none yet. */
async function decidedBy(
  { store }: CaptureDependencies,
  order: Order,
  { reading, debugId }: Read,
): Promise<Decided> {
  if (reading.kind === "unanswered") throw toRetryable(reading.failure);
  await noteLook(store, order, reading);
  const event = eventOf(reading);
  if (event) return { event, debugId, note: "evidence" in reading ? reading.evidence : undefined };
  const why = reading.kind === "not_yet" ? reading.why : reading.kind;
  throw new RetryableError(`PayPal's answer decides nothing yet: ${why}`, undefined, debugId);
}

async function capture(
  deps: CaptureDependencies,
  order: Order,
  attempt: CaptureAttempt,
): Promise<Decided> {
  deps.log.info({ order_id: order.paypalOrderId }, "capture started");
  const answer = await deps.paypal.captureOrder({
    paypalOrderId: order.paypalOrderId,
    idempotencyKey: `${order.id}:capture:${order.captureAttempt}`,
  });
  if (!answer.ok) return decidedByFailure(deps, order, { ...attempt, failure: answer.failure });
  const reading = interpretPayPalOrder(order, { answer, at: new Date() });
  if (reading.kind === "event" && !isToBeCaptured(reading))
    return { event: reading.event, debugId: answer.debugId };
  // A minimal answer leaves out what the order itself shows, such as the payee.
  return readBack(deps, order);
}

interface FailedTry extends CaptureAttempt {
  readonly failure: PayPalFailure;
}

async function decidedByFailure(
  deps: CaptureDependencies,
  order: Order,
  refused: FailedTry,
): Promise<Decided> {
  const { failure } = refused;
  const { kind, issue, debugId } = failure;
  deps.log.warn({ order_id: order.paypalOrderId, issue, debug_id: debugId }, "capture not done");
  switch (kind) {
    case "unavailable":
    case "timeout":
    case "unauthorized":
      throw toRetryable(failure);
    case "unreadable":
    case "already_done":
      return readBack(deps, order);
    case "payer_again":
      return {
        debugId,
        event: await approvalNeeded(deps, order, { ...refused, refusal: "declined" }),
      };
    case "not_approved":
      return {
        debugId,
        event: await approvalNeeded(deps, order, { ...refused, refusal: "incomplete" }),
      };
    case "gone":
      return decidedBy(deps, order, {
        reading: interpretPayPalOrder(order, { answer: { ok: false, failure }, at: new Date() }),
        debugId,
      });
    case "declined":
      return {
        debugId,
        event: { type: "capture_declined", captureId: null, reason: declinedText },
      };
    case "refused":
      return { debugId, event: { type: "capture_refused", reason: refusedText } };
  }
}

/** The payer's turn; with the time that PayPal shows once it has refused, which is no new approval's. */
async function approvalNeeded(
  deps: CaptureDependencies,
  order: Order,
  failedTry: FailedTry & { readonly refusal: ApprovalRefusal },
): Promise<OrderEvent> {
  const { refusal } = failedTry;
  const approvalTime = await timeAfterRefusal(deps, order, failedTry);
  return { type: "approval_needed", refusal, approvalTime, reason: refusalTexts[refusal] };
}

/**
 * The order's `update_time`, should the refusal have moved it. A later one than the refusal itself is a new
 * approval's, as is any after an earlier try whose answer was lost: the payer may have approved meanwhile.
 */
async function timeAfterRefusal(
  { paypal }: CaptureDependencies,
  order: Order,
  { failure, again }: FailedTry,
): Promise<Date | null> {
  const answer = again ? null : await paypal.getOrder(order.paypalOrderId, "background");
  const shown = answer?.ok ? answer.value.updateTime : null;
  const refusedAt = failure.answeredAt;
  const isNewer = shown && refusedAt && shown.getTime() > refusedAt.getTime() + clockSlackMs;
  return isNewer ? null : shown;
}

// Times in whole seconds, of two of PayPal's machines.
const clockSlackMs = 2_000;

const refusalTexts: Readonly<Record<ApprovalRefusal, string>> = {
  declined:
    "PayPal declined this means of payment. No money was taken. Please choose another one at PayPal.",
  incomplete:
    "The payment is not approved completely. No money was taken. Please complete the approval at PayPal.",
};
const declinedText = "PayPal declined the payment.";
const refusedText = "PayPal did not let us collect the payment you approved.";

/** The money was taken, by us or by the browser: the order's capture says what it was. */
async function readBack(deps: CaptureDependencies, order: Order): Promise<Decided> {
  const done = await decidedAlready(deps, order);
  if (!done)
    throw new RetryableError("PayPal captured the order already but does not show it yet.");
  return done;
}
