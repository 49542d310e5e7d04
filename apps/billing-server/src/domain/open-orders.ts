import { BillingError } from "./billing-error.ts";

/** The refusal of one more open order; to be tried again when the first of those that are open expires. */
export function tooManyOpenOrders(fullUntil: Date | null): BillingError {
  const retryAfterMs = fullUntil === null ? 0 : Math.max(0, fullUntil.getTime() - Date.now());
  return new BillingError("too_many_open_orders", { retryAfterMs });
}
