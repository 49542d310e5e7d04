import type { PayPalFailure } from "../domain/paypal-gateway.ts";
import { RetryLater } from "./retry-later.ts";

/** Whether the same call may succeed later: nothing was decided about the order. */
export const isPassing = ({ kind }: PayPalFailure): boolean =>
  kind === "unavailable" || kind === "timeout" || kind === "unauthorized";

/** The job's way to wait for PayPal, as long as PayPal or an open breaker asks. */
export const postponed = ({ kind, issue, retryAfterMs, debugId }: PayPalFailure): RetryLater =>
  new RetryLater(`${kind}: ${issue}`, retryAfterMs, debugId);
