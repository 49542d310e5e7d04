import { isBillingError } from "./billing-error.ts";
import { isPassing } from "./is-passing.ts";
import { jittered } from "./pause.ts";

const defaultPauseSeconds = 5;

/**
 * The pause in milliseconds before the next stream after an error of the service; `null` for an error that
 * another stream would have as well.
 */
export function pauseAfterStream(error: unknown): number | null {
  // A response that is no stream, such as a proxy's page: EventStream already repeated what may pass.
  if (!isBillingError(error) || error.code === "unreachable" || !isPassing(error)) return null;
  return jittered(Math.max(1, error.retryAfterSeconds ?? defaultPauseSeconds) * 1_000);
}
