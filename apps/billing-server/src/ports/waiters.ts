import type { OrderId } from "../domain/order.ts";

/** Callers that wait for an order to change. A notification may be spurious or missed, so read the row after each wait. */
export interface Waiters {
  /**
   * Takes one slot of the owner's limit. Throws BillingError `too_many_requests` if the owner's
   * slots are all taken, and `service_unavailable` if the process has none left or is shutting
   * down.
   */
  acquireSlot(owner: string): WaiterSlot;
}

/** One slot of an owner's limit, held for the life of a stream. Dispose of it to release it. */
export interface WaiterSlot extends Disposable {
  /**
   * Resolves when the order may have changed, or after a timeout. Rejects with the signal's reason,
   * and with BillingError `service_unavailable` at shutdown.
   */
  wait(id: OrderId, signal: AbortSignal): Promise<void>;
}
