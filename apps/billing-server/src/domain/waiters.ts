import type { OrderId } from "./order.ts";

export interface WaitForChange {
  readonly signal: AbortSignal;
}

/** Sleepers on orders. A wake-up is only a hint, may come for nothing or never: re-read the row. */
export interface Waiters {
  /**
   * Resolves when the order may have moved, or after a while all the same. Rejects with the signal's
   * reason, and with BillingError `service_unavailable` when too many wait or we are closing.
   */
  wait(id: OrderId, options: WaitForChange): Promise<void>;
}
