import { BillingError } from "./billing-error.ts";

/**
 * The error for one open order too many; the caller may retry when the first open order expires.
 */
export function tooManyOpenOrders(fullUntil: Date | null): BillingError {
  const retryAfterMs = fullUntil === null ? 0 : Math.max(0, fullUntil.getTime() - Date.now());
  return new BillingError("too_many_open_orders", { retryAfterMs });
}
