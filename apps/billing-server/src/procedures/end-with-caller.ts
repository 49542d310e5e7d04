import { BillingError } from "../domain/billing-error.ts";
import type { Caller } from "../domain/caller.ts";
import type { StreamWatch } from "../ports/waiters.ts";

// The maximum of a timer; tokens are valid for a shorter time.
const longestStreamMs = 24 * 3600_000;

/** Ends the watch when the client disconnects, or when the caller's token expires. */
export function endWithCaller(
  watch: StreamWatch,
  { caller, signal }: { readonly caller: Caller; readonly signal: AbortSignal },
): Disposable {
  const onAbort = (): void => watch.end(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  const remainingMs =
    caller.kind === "token" ? caller.expiresAt.getTime() - Date.now() : longestStreamMs;
  // Clients reconnect on this error; on `unauthenticated` they would stop.
  const expire = (): void => watch.end(new BillingError("service_unavailable"));
  const timer = setTimeout(expire, Math.max(0, Math.min(remainingMs, longestStreamMs)));
  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    },
  };
}

/** Whether an error means that the service is unavailable for now. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof BillingError && error.code === "service_unavailable";
