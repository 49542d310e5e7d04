import type { PayPalFailure } from "../domain/paypal-gateway.ts";
import { RetryLater } from "./retry-later.ts";

const passing: ReadonlySet<PayPalFailure["kind"]> = new Set([
  "unavailable",
  "timeout",
  "unauthorized",
  "unreadable",
]);

/** Whether the same call may succeed later: nothing was decided about the order. */
export const isPassing = ({ kind }: PayPalFailure): boolean => passing.has(kind);

/** The job's way to wait for PayPal, as long as PayPal or an open breaker asks. */
export const postponed = ({ kind, issue, retryAfterMs, debugId }: PayPalFailure): RetryLater =>
  new RetryLater(`${kind}: ${issue}`, retryAfterMs, debugId);
