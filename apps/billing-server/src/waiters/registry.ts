import { BillingError } from "../domain/billing-error.ts";
import type { OrderId } from "../domain/order.ts";
import type { Waiters } from "../ports/waiters.ts";
import { countSlots } from "./slots.ts";
import { Watch } from "./watch.ts";

export interface WaiterRegistryOptions {
  /** Maximum number of streams in this process; beyond it callers get `service_unavailable`. */
  readonly limit?: number;
  /** Maximum number of streams of one user; beyond it callers get `too_many_requests`. */
  readonly limitPerOwner?: number;
}

/** The streams of this process that watch orders. */
export interface WaiterRegistry extends Waiters {
  /** Wakes every stream of an order. */
  wake(id: OrderId): void;
  /** Wakes the streams of these orders that have not sent their order's version yet. */
  wakeOutdated(versions: ReadonlyMap<OrderId, number>): void;
  /** Every watched order once. */
  orderIds(): OrderId[];
  /** Rejects all current and future streams, so that their clients connect to another replica. */
  close(): void;
  readonly size: number;
}

/**
 * Suspends streams until their order may have changed. Nothing is durable: a client whose process ends
 * reconnects to another replica and reads the row there. Notifications may be lost, see
 * `checkMissedChanges`.
 */
export function createWaiterRegistry({
  limit = 10_000,
  limitPerOwner = 50,
}: WaiterRegistryOptions = {}): WaiterRegistry {
  const watching = new Map<OrderId, Set<Watch>>();
  const acquireSlot = countSlots({ limit, limitPerOwner });
  let size = 0;
  let closed = false;

  const add = (id: OrderId, watch: Watch): void => {
    watching.set(id, (watching.get(id) ?? new Set()).add(watch));
    size += 1;
  };
  const remove = (id: OrderId, watch: Watch): void => {
    const others = watching.get(id);
    if (!others?.delete(watch)) return;
    if (others.size === 0) watching.delete(id);
    size -= 1;
  };

  return {
    get size() {
      return size;
    },
    orderIds: () => [...watching.keys()],
    wake: (id) => {
      for (const watch of watching.get(id) ?? []) watch.wake();
    },
    wakeOutdated: (versions) => {
      for (const [id, version] of versions)
        for (const watch of watching.get(id) ?? []) if (watch.seen < version) watch.wake();
    },
    close: () => {
      closed = true;
      for (const watches of watching.values())
        for (const watch of watches) watch.end(new BillingError("service_unavailable"));
    },
    watch: ({ owner, orderId, seen }) => {
      if (closed) throw new BillingError("service_unavailable");
      const releaseSlot = acquireSlot(owner);
      const watch = new Watch(seen, (disposed) => {
        remove(orderId, disposed);
        releaseSlot();
      });
      add(orderId, watch);
      return watch;
    },
  };
}
