import type { OrderId } from "../domain/order.ts";

/** Callers that wait for an order to change. A notification may be spurious or missed, so read the row after each wait. */
export interface Waiters {
  /**
   * Takes one slot of the owner's limit. Throws BillingError `too_many_requests` when the owner has too many
   * already, and `service_unavailable` when there are too many in all or we are closing.
   */
  acquireSlot(owner: string): WaiterSlot;
}

/** One slot of an owner's limit, held for the life of a stream. Dispose of it to release it. */
export interface WaiterSlot extends Disposable {
  /**
   * Resolves when the order may have moved, or after a timeout. Rejects with the signal's
   * reason, and with BillingError `service_unavailable` when we are closing.
   */
  wait(id: OrderId, signal: AbortSignal): Promise<void>;
}
