import type { OrderEvent } from "../domain/order-event.ts";
import type { Order } from "../domain/order.ts";
import type { OrderStore } from "./order-store.ts";
import type { TransitionCause } from "./running-job.ts";

interface Seen {
  readonly order: Order;
  readonly event: OrderEvent;
  readonly cause: TransitionCause;
}

/**
 * Records the order's state at PayPal. Captured money is always recorded: on a concurrent change, the
 * row is read again and the write retried, because no later trigger is guaranteed. Any other event that
 * is too late returns `null`, as in `apply`.
 */
export async function recordPayPalState(
  store: OrderStore,
  { order, event, cause }: Seen,
): Promise<Order | null> {
  for (let read = order; ;) {
    const moved = await store.apply(read, event, cause);
    if (moved || !("money" in event)) return moved;
    const current = await store.find(order.id);
    if (!current || current.version === read.version) return null;
    read = current;
  }
}
