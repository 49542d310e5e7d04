import { interpretPayPalOrder } from "../domain/interpret-paypal-order.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import type { ApprovalRefusal, Order } from "../domain/order.ts";
import type { PayPalFailure } from "../domain/paypal-result.ts";
import { type ProblemText, problemTexts } from "../domain/problem-texts.ts";
import { type CaptureOutcome, readCompletedCapture, toCaptureOutcome } from "./capture-outcome.ts";
import type { SyncDependencies } from "./sync-order.ts";
import { toRetryable } from "./to-retryable.ts";

interface FailedCapture {
  readonly failure: PayPalFailure;
  /** An earlier attempt may have reached PayPal. */
  readonly isRetry: boolean;
}

/** What a failed capture means for the order. Throws `RetryableError` if it decides nothing. */
export async function interpretCaptureFailure(
  deps: SyncDependencies,
  order: Order,
  failed: FailedCapture,
): Promise<CaptureOutcome> {
  const { failure } = failed;
  const { kind, debugId } = failure;
  switch (kind) {
    case "unavailable":
    case "timeout":
    case "unauthorized":
      throw toRetryable(failure);
    case "unreadable":
    case "already_done":
      return readCompletedCapture(deps, order);
    case "payer_can_retry":
      return {
        debugId,
        event: await approvalNeeded(deps, order, { ...failed, refusal: "declined" }),
      };
    case "not_approved":
      return {
        debugId,
        event: await approvalNeeded(deps, order, { ...failed, refusal: "incomplete" }),
      };
    case "gone": {
      const answer = { ok: false, failure } as const;
      const interpretation = interpretPayPalOrder(order, { answer, at: new Date() });
      return toCaptureOutcome(deps, order, { interpretation, debugId });
    }
    case "declined":
      return {
        debugId,
        event: { type: "capture_declined", captureId: null, reason: problemTexts.payment_declined },
      };
    case "refused":
      return { debugId, event: { type: "capture_refused", reason: problemTexts.capture_rejected } };
  }
}

interface RefusedCapture extends FailedCapture {
  readonly refusal: ApprovalRefusal;
}

/** The payer must approve again; `approvalTime` distinguishes this approval from the next. */
async function approvalNeeded(
  deps: SyncDependencies,
  order: Order,
  refused: RefusedCapture,
): Promise<OrderEvent> {
  const { refusal } = refused;
  const approvalTime = await readTimeAfterRefusal(deps, order, refused);
  return { type: "approval_needed", refusal, approvalTime, reason: refusalTexts[refusal] };
}

/**
 * The order's `update_time` after the refusal; `null` if it may be that of a new approval: later than
 * the refusal, or after an earlier attempt whose response was lost.
 */
async function readTimeAfterRefusal(
  { paypal }: SyncDependencies,
  order: Order,
  { failure, isRetry }: FailedCapture,
): Promise<Date | null> {
  if (isRetry) return null;
  const answer = await paypal.getOrder(order.paypalOrderId, "background");
  const updateTime = answer.ok ? answer.value.updateTime : null;
  const refusedAt = failure.answeredAt;
  const isNewer =
    updateTime && refusedAt && updateTime.getTime() > refusedAt.getTime() + clockSlackMs;
  return isNewer ? null : updateTime;
}

// PayPal rounds to seconds, and the two times come from different hosts.
const clockSlackMs = 2_000;

const refusalTexts: Readonly<Record<ApprovalRefusal, ProblemText>> = {
  declined: problemTexts.payment_method_declined,
  incomplete: problemTexts.approval_incomplete,
};
