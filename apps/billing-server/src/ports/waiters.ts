import type { OrderId } from "../domain/order.ts";

/** Sleepers on orders. A wake-up is only a hint, may come for nothing or never: re-read the row. */
export interface Waiters {
  /**
   * Takes one of the owner's places. Throws BillingError `too_many_requests` when the owner has too many
   * already, and `service_unavailable` when there are too many in all or we are closing.
   */
  enter(owner: string): Place;
}

/** What a stream holds from its begin to its end, also while it does not wait; given back by disposing of it. */
export interface Place extends Disposable {
  /**
   * Resolves when the order may have moved, or after a while all the same. Rejects with the signal's
   * reason, and with BillingError `service_unavailable` when we are closing.
   */
  wait(id: OrderId, signal: AbortSignal): Promise<void>;
}
