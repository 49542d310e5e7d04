import { BillingError } from "../domain/billing-error.ts";
import type { OrderId } from "../domain/order.ts";
import type { Waiters } from "../domain/waiters.ts";

export interface WaiterRegistryOptions {
  /** How many may wait at once in this process; one more is told to come back later. */
  readonly limit?: number;
  /** How many of them may wait for orders of one user. */
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
  const ofOwner = new Map<string, number>();
  let size = 0;
  let closed = false;

  const enter = (id: OrderId, owner: string, waiter: Waiter): void => {
    waiting.set(id, (waiting.get(id) ?? new Set()).add(waiter));
    ofOwner.set(owner, (ofOwner.get(owner) ?? 0) + 1);
    size += 1;
  };
  const leave = (id: OrderId, owner: string, waiter: Waiter): void => {
    const others = waiting.get(id);
    others?.delete(waiter);
    if (others?.size === 0) waiting.delete(id);
    const left = (ofOwner.get(owner) ?? 1) - 1;
    if (left > 0) ofOwner.set(owner, left);
    else ofOwner.delete(owner);
    size -= 1;
  };
  const everybody = (): Waiter[] => [...waiting.values()].flatMap((waiters) => [...waiters]);

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
    wait: async (id, { signal, owner }) => {
      signal.throwIfAborted();
      if (closed || size >= limit) throw new BillingError("service_unavailable");
      if ((ofOwner.get(owner) ?? 0) >= limitPerOwner) throw new BillingError("too_many_requests");
      const waiter = Promise.withResolvers<void>();
      // Those who were woken together should not come back together.
      const timer = setTimeout(waiter.resolve, longestWaitMs * (1 - Math.random() / 5));
      const onAbort = (): void => waiter.reject(signal.reason);
      signal.addEventListener("abort", onAbort, { once: true });
      enter(id, owner, waiter);
      try {
        await waiter.promise;
      } finally {
        leave(id, owner, waiter);
        signal.removeEventListener("abort", onAbort);
        clearTimeout(timer);
      }
    },
  };
}
