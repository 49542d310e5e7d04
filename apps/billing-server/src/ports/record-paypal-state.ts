import type { Cause } from "../domain/audit-event.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import type { Order } from "../domain/order.ts";
import type { OrderStore } from "./order-store.ts";

interface Seen {
  readonly order: Order;
  readonly event: OrderEvent;
  readonly cause: Cause;
}

/**
 * Writes what PayPal showed of an order. Money it took is a fact, whoever moved the order meanwhile: the
 * row is read again and the money written to it, for nobody may look at it ever after. Anything else
 * that came too late gives `null`, as in `apply`.
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
