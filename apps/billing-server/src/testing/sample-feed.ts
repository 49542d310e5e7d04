import type { EventFeed } from "../ports/event-feed.ts";

/** An event feed without events, apart from the methods that a test passes. */
export const sampleFeed = (parts: Partial<EventFeed> = {}): EventFeed => ({
  sequence: async () => 0n,
  read: async ({ after }) => ({ kind: "page", events: [], through: after ?? 0n, hasMore: false }),
  eventsAt: async () => [],
  removeOlderThan: async () => false,
  ...parts,
});
