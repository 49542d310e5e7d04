import type { OrderId } from "./order.ts";

export interface WaitForChange {
  readonly signal: AbortSignal;
  /** Whose order it is: nobody may take all the places. */
  readonly owner: string;
}

/** Sleepers on orders. A wake-up is only a hint, may come for nothing or never: re-read the row. */
export interface Waiters {
  /**
   * Resolves when the order may have moved, or after a while all the same. Rejects with the signal's
   * reason, with BillingError `too_many_requests` when the owner has too many waiting already, and
   * with `service_unavailable` when too many wait in all or we are closing.
   */
  wait(id: OrderId, options: WaitForChange): Promise<void>;
}
