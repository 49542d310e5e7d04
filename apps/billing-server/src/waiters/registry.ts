import { BillingError } from "../domain/billing-error.ts";
import type { OrderId } from "../domain/order.ts";
import type { Place, Waiters } from "../ports/waiters.ts";
import { countPlaces } from "./places.ts";

export interface WaiterRegistryOptions {
  /** How many places there are in this process; a caller beyond them is told to come back later. */
  readonly limit?: number;
  /** How many of them one user's orders may take. */
  readonly limitPerOwner?: number;
  /**
   * A wake-up may be lost: after this long, or up to a fifth less, a waiter re-reads anyway; in
   * milliseconds.
   */
  readonly longestWaitMs?: number;
}

/** The waiters of this process, and the ways to end their sleep. */
export interface WaiterRegistry extends Waiters {
  /** Releases every waiter of an order. */
  wake(id: OrderId): void;
  /** Releases everybody, a thousand a second: notifications may have been missed. */
  wakeAll(): void;
  /** Turns everybody away, now and from now on, so that their clients go to another replica. */
  close(): void;
  readonly size: number;
}

// Each reads its order when it is woken. Thousands in one tick leave the pool's own time-out no chance,
// and take the connections that payers wait for.
const wokenAtOnce = 100;
const wakingPauseMs = 100;

interface Waiter {
  resolve(): void;
  reject(reason: unknown): void;
}

/**
 * Parks callers until an order may have moved. Nothing here is durable or needs to be: a waiter
 * that is lost with its process re-reads the row wherever it comes back.
 */
export function createWaiterRegistry({
  limit = 10_000,
  limitPerOwner = 50,
  longestWaitMs = 15_000,
}: WaiterRegistryOptions = {}): WaiterRegistry {
  const waiting = new Map<OrderId, Set<Waiter>>();
  const takePlace = countPlaces({ limit, limitPerOwner });
  let size = 0;
  let closed = false;

  const park = (id: OrderId, waiter: Waiter): void => {
    waiting.set(id, (waiting.get(id) ?? new Set()).add(waiter));
    size += 1;
  };
  const unpark = (id: OrderId, waiter: Waiter): void => {
    const others = waiting.get(id);
    others?.delete(waiter);
    if (others?.size === 0) waiting.delete(id);
    size -= 1;
  };
  const everybody = (): Waiter[] => [...waiting.values()].flatMap((waiters) => [...waiters]);

  const wait: Place["wait"] = async (id, signal) => {
    signal.throwIfAborted();
    if (closed) throw new BillingError("service_unavailable");
    const waiter = Promise.withResolvers<void>();
    // Those who were woken together should not come back together.
    const timer = setTimeout(waiter.resolve, longestWaitMs * (1 - Math.random() / 5));
    const onAbort = (): void => waiter.reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    park(id, waiter);
    try {
      await waiter.promise;
    } finally {
      unpark(id, waiter);
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
      const asleep = everybody();
      const wakeSome = (): void => {
        for (const waiter of asleep.splice(0, wokenAtOnce)) waiter.resolve();
        if (asleep.length > 0) setTimeout(wakeSome, wakingPauseMs).unref();
      };
      wakeSome();
    },
    close: () => {
      closed = true;
      for (const waiter of everybody()) waiter.reject(new BillingError("service_unavailable"));
    },
    enter: (owner) => {
      if (closed) throw new BillingError("service_unavailable");
      return { wait, [Symbol.dispose]: takePlace(owner) };
    },
  };
}
