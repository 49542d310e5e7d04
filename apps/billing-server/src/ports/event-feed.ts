import type { OrderEventCode } from "@onekonsole/billing-contract";
import type { FeedEvent } from "../domain/feed-event.ts";

/** Which events of the feed to read. */
export interface FeedQuery {
  /** The position of the last event that was read, 0 for none; `null`: from the oldest kept event. */
  readonly after: bigint | null;
  /** The most events of the page, at least 1. */
  readonly limit: number;
  /** Only these types; absent: all. */
  readonly types?: readonly OrderEventCode[] | undefined;
  /** Only orders of this user, in canonical form; absent: all. */
  readonly userId?: string | undefined;
}

/** Events in the order of their positions. */
export interface FeedPage {
  readonly kind: "page";
  readonly events: readonly FeedEvent[];
  /** The position up to which the feed was read: the next page's `after`. */
  readonly through: bigint;
  /** Whether the feed goes on after `through`. The page may be empty all the same: the filter left out what was read. */
  readonly hasMore: boolean;
}

/**
 * The events after the query's position were removed because of their age; or the feed does not reach
 * the position, as after a restore from a backup.
 */
export interface FeedGap {
  readonly kind: "gap";
  /** The position after which the kept events begin. */
  readonly oldest: bigint;
}

/**
 * The audit events of all orders: those of one order in the order of their versions, those of different orders
 * that got their positions together in the order of their inserts. An event has its position once it was read or `sequence` has run after its commit.
 */
export interface EventFeed {
  /** Reads a page, with all events that were committed before the call. */
  read(query: FeedQuery): Promise<FeedPage | FeedGap>;
  /** The events at these positions that are kept, in any order. */
  eventsAt(positions: readonly bigint[]): Promise<readonly FeedEvent[]>;
  /** Gives positions to the events that were committed before the call; returns the last position. */
  sequence(): Promise<bigint>;
  /**
   * Removes the events that entered the feed longer ago than this, oldest first and `most` at most;
   * returns whether there may be more. Never removes what a webhook still has to deliver.
   */
  removeOlderThan(ageMs: number, most: number): Promise<boolean>;
}
