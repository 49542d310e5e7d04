import { interpretPayPalOrder } from "../domain/interpret-paypal-order.ts";
import { toOrderEvent, type Interpretation } from "../domain/interpretation.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import type { Order } from "../domain/order.ts";
import { recordUnchangedRead } from "../ports/record-unchanged-read.ts";
import { RetryableError } from "./retryable-error.ts";
import type { SyncDependencies } from "./sync-order.ts";
import { toRetryable } from "./to-retryable.ts";

export interface CaptureOutcome {
  readonly event: OrderEvent;
  readonly debugId: string | undefined;
  readonly note?: string | undefined;
}

/** Reads the order at PayPal; `null` if its approval can still be captured. Throws `RetryableError`. */
export async function readCaptureOutcome(
  deps: SyncDependencies,
  order: Order,
): Promise<CaptureOutcome | null> {
  const answer = await deps.paypal.getOrder(order.paypalOrderId, "background");
  const debugId = answer.ok ? answer.debugId : answer.failure.debugId;
  const interpretation = interpretPayPalOrder(order, { answer, at: new Date() });
  return isCapturable(interpretation)
    ? null
    : toCaptureOutcome(deps, order, { interpretation, debugId });
}

/** Reads the order that PayPal reports as captured. Throws `RetryableError` until it shows the capture. */
export async function readCompletedCapture(
  deps: SyncDependencies,
  order: Order,
): Promise<CaptureOutcome> {
  const outcome = await readCaptureOutcome(deps, order);
  if (!outcome)
    throw new RetryableError("PayPal captured the order already but does not show it yet.");
  return outcome;
}

/** Without a payment, only the capture itself shows whether the approval is complete. */
export const isCapturable = (interpretation: Interpretation): boolean =>
  interpretation.kind === "event"
    ? interpretation.event.type === "payer_approved"
    : interpretation.kind === "not_yet" && interpretation.why === "not_approved";

interface InterpretedAnswer {
  readonly interpretation: Interpretation;
  readonly debugId: string | undefined;
}

/** Throws `RetryableError`, after storing the observation, if the interpretation has no event yet. */
export async function toCaptureOutcome(
  { store }: SyncDependencies,
  order: Order,
  { interpretation, debugId }: InterpretedAnswer,
): Promise<CaptureOutcome> {
  if (interpretation.kind === "unanswered") throw toRetryable(interpretation.failure);
  await recordUnchangedRead(store, order, interpretation);
  const event = toOrderEvent(interpretation);
  const note = "evidence" in interpretation ? interpretation.evidence : undefined;
  if (event) return { event, debugId, note };
  const why = interpretation.kind === "not_yet" ? interpretation.why : interpretation.kind;
  throw new RetryableError(`PayPal's response decides nothing yet: ${why}`, undefined, debugId);
}
