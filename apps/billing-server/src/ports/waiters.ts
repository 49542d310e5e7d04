import type { OrderId } from "../domain/order.ts";

/** What the streams of the event feed wait for. */
export const eventFeedTopic = "event_feed";

/** What a stream waits for: a change of one order, or events of any. */
export type WatchTopic = OrderId | typeof eventFeedTopic;

/** Streams that wait for an order to change, or for events in the feed. */
export interface Waiters {
  /**
   * Registers a stream, which takes one slot of the owner's limit. Throws BillingError `too_many_requests`
   * if the owner's slots are all taken, and `service_unavailable` if the process has none left or is
   * shutting down.
   */
  watch(watched: WatchedByOwner): StreamWatch;
}

export interface WatchedByOwner {
  readonly owner: string;
  readonly topic: WatchTopic;
  /** The version, or the position in the feed, from which the stream continues. */
  readonly seen: number;
}

/** The registration of one stream. Dispose of it to release its slot. */
export interface StreamWatch extends Disposable {
  /** The version, or the position, of the last event that the stream has sent. */
  seen: number;
  /**
   * Resolves when there may be something new since the registration, or since the last call resolved: no
   * change in between is missed. A wake-up may be spurious, so read after it. Rejects once the
   * watch has ended, at shutdown with BillingError `service_unavailable`. One call at a time.
   */
  changed(): Promise<void>;
  /** Ends the watch with this error, unless it has ended before. */
  end(error: unknown): void;
  /** Throws the error with which the watch has ended. */
  throwIfEnded(): void;
}
