import { BillingError } from "../domain/billing-error.ts";
import type { OrderId } from "../domain/order.ts";
import type { WaiterSlot, Waiters } from "../ports/waiters.ts";
import { countSlots } from "./slots.ts";

export interface WaiterRegistryOptions {
  /** Maximum number of waiters in this process; beyond it callers get `service_unavailable`. */
  readonly limit?: number;
  /** Maximum number of waiters of one user; beyond it callers get `too_many_requests`. */
  readonly limitPerOwner?: number;
  /**
   * A notification may be lost: after this time in milliseconds, minus up to 20 % of jitter, a waiter
   * re-reads its order anyway.
   */
  readonly longestWaitMs?: number;
}

/** The waiters of this process. */
export interface WaiterRegistry extends Waiters {
  /** Releases every waiter of an order. */
  wake(id: OrderId): void;
  /** Releases all waiters, a thousand per second, after notifications may have been missed. */
  wakeAll(): void;
  /** Rejects all current and future waiters, so that their clients connect to another replica. */
  close(): void;
  readonly size: number;
}

// Each released waiter reads its order. Thousands of reads at once would time out in the connection pool and
// delay other requests.
const wakeBatchSize = 100;
const wakePauseMs = 100;

interface Waiter {
  resolve(): void;
  reject(reason: unknown): void;
}

/**
 * Suspends callers until their order may have changed. Nothing is durable: a client whose process ends
 * reconnects to another replica and reads the row there.
 */
export function createWaiterRegistry({
  limit = 10_000,
  limitPerOwner = 50,
  longestWaitMs = 15_000,
}: WaiterRegistryOptions = {}): WaiterRegistry {
  const waiting = new Map<OrderId, Set<Waiter>>();
  const acquireSlot = countSlots({ limit, limitPerOwner });
  let size = 0;
  let closed = false;

  const add = (id: OrderId, waiter: Waiter): void => {
    waiting.set(id, (waiting.get(id) ?? new Set()).add(waiter));
    size += 1;
  };
  const remove = (id: OrderId, waiter: Waiter): void => {
    const others = waiting.get(id);
    others?.delete(waiter);
    if (others?.size === 0) waiting.delete(id);
    size -= 1;
  };
  const allWaiters = (): Waiter[] => [...waiting.values()].flatMap((waiters) => [...waiters]);

  const wait: WaiterSlot["wait"] = async (id, signal) => {
    signal.throwIfAborted();
    if (closed) throw new BillingError("service_unavailable");
    const waiter = Promise.withResolvers<void>();
    // Jitter, so that waiters released together do not re-read together.
    const timer = setTimeout(waiter.resolve, longestWaitMs * (1 - Math.random() / 5));
    const onAbort = (): void => waiter.reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    add(id, waiter);
    try {
      await waiter.promise;
    } finally {
      remove(id, waiter);
      signal.removeEventListener("abort", onAbort);
      clearTimeout(timer);
    }
  };

  return {
    get size() {
      return size;
    },
    wake: (id) => {
      for (const waiter of waiting.get(id) ?? []) waiter.resolve();
    },
    wakeAll: () => {
      const remaining = allWaiters();
      const wakeSome = (): void => {
        for (const waiter of remaining.splice(0, wakeBatchSize)) waiter.resolve();
        if (remaining.length > 0) setTimeout(wakeSome, wakePauseMs).unref();
      };
      wakeSome();
    },
    close: () => {
      closed = true;
      for (const waiter of allWaiters()) waiter.reject(new BillingError("service_unavailable"));
    },
    acquireSlot: (owner) => {
      if (closed) throw new BillingError("service_unavailable");
      return { wait, [Symbol.dispose]: acquireSlot(owner) };
    },
  };
}
