import type { PayPalFailure } from "../domain/paypal-result.ts";
import { RetryableError } from "./retryable-error.ts";

const transientKinds: ReadonlySet<PayPalFailure["kind"]> = new Set([
  "unavailable",
  "timeout",
  "unauthorized",
  "unreadable",
]);

/** Whether the same call may succeed later; PayPal decided nothing about the order. */
export const isTransient = ({ kind }: PayPalFailure): boolean => transientKinds.has(kind);

/** Retries after the pause that PayPal or an open breaker requested. */
export const toRetryable = ({
  kind,
  issue,
  retryAfterMs,
  debugId,
}: PayPalFailure): RetryableError => new RetryableError(`${kind}: ${issue}`, retryAfterMs, debugId);
