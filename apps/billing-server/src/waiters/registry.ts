import { BillingError } from "../domain/billing-error.ts";
import type { OrderId } from "../domain/order.ts";
import { eventFeedTopic, type Waiters, type WatchTopic } from "../ports/waiters.ts";
import { countSlots } from "./slots.ts";
import { Watch } from "./watch.ts";

export interface WaiterRegistryOptions {
  /** Maximum number of streams in this process; beyond it callers get `service_unavailable`. */
  readonly limit?: number;
  /** Maximum number of streams of one user; beyond it callers get `too_many_requests`. */
  readonly limitPerOwner?: number;
}

/** The streams of this process that watch orders or the event feed. */
export interface WaiterRegistry extends Waiters {
  /** Wakes every stream of an order. */
  wake(id: OrderId): void;
  /** Wakes the streams that have not sent the version of their order, or position of the feed, yet. */
  wakeOutdated(versions: ReadonlyMap<WatchTopic, number>): void;
  /** Whether any stream watches the event feed. */
  readonly isFeedWatched: boolean;
  /** Every watched order once. */
  orderIds(): OrderId[];
  /** Rejects all current and future streams, so that their clients connect to another replica. */
  close(): void;
  readonly size: number;
}

/**
 * Suspends streams until there may be something new for them. Nothing is durable: a client whose process ends
 * reconnects to another replica and reads the row there. Notifications may be lost, see
 * `checkMissedChanges`.
 */
export function createWaiterRegistry({
  limit = 10_000,
  limitPerOwner = 50,
}: WaiterRegistryOptions = {}): WaiterRegistry {
  const watching = new Map<WatchTopic, Set<Watch>>();
  const acquireSlot = countSlots({ limit, limitPerOwner });
  let size = 0;
  let closed = false;

  const add = (topic: WatchTopic, watch: Watch): void => {
    watching.set(topic, (watching.get(topic) ?? new Set()).add(watch));
    size += 1;
  };
  const remove = (topic: WatchTopic, watch: Watch): void => {
    const others = watching.get(topic);
    if (!others?.delete(watch)) return;
    if (others.size === 0) watching.delete(topic);
    size -= 1;
  };

  return {
    get size() {
      return size;
    },
    get isFeedWatched() {
      return watching.has(eventFeedTopic);
    },
    orderIds: () =>
      [...watching.keys()].filter((topic): topic is OrderId => topic !== eventFeedTopic),
    wake: (id) => {
      for (const watch of watching.get(id) ?? []) watch.wake();
    },
    wakeOutdated: (versions) => {
      for (const [topic, version] of versions)
        for (const watch of watching.get(topic) ?? []) if (watch.seen < version) watch.wake();
    },
    close: () => {
      closed = true;
      for (const watches of watching.values())
        for (const watch of watches) watch.end(new BillingError("service_unavailable"));
    },
    watch: ({ owner, topic, seen }) => {
      if (closed) throw new BillingError("service_unavailable");
      const releaseSlot = acquireSlot(owner);
      const watch = new Watch(seen, (disposed) => {
        remove(topic, disposed);
        releaseSlot();
      });
      add(topic, watch);
      return watch;
    },
  };
}
