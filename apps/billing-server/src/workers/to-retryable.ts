import type { PayPalFailure } from "../domain/paypal-result.ts";
import { RetryableError } from "./retryable-error.ts";

const passing: ReadonlySet<PayPalFailure["kind"]> = new Set([
  "unavailable",
  "timeout",
  "unauthorized",
  "unreadable",
]);

/** Whether the same call may succeed later: nothing was decided about the order. */
export const isTransient = ({ kind }: PayPalFailure): boolean => passing.has(kind);

/** The job's way to wait for PayPal, as long as PayPal or an open breaker asks. */
export const toRetryable = ({
  kind,
  issue,
  retryAfterMs,
  debugId,
}: PayPalFailure): RetryableError => new RetryableError(`${kind}: ${issue}`, retryAfterMs, debugId);
