import type { AppOutputs } from "@onekonsole/billing-contract";
import { encodeCursor } from "../domain/feed-cursor.ts";
import { presentFeedEvent } from "../domain/feed-event.ts";
import type { FeedPage } from "../ports/event-feed.ts";

/** A page of the feed on the wire. */
export const presentEventPage = ({
  events,
  through,
  hasMore,
}: FeedPage): AppOutputs["events"]["list"] => ({
  events: events.map(presentFeedEvent),
  cursor: encodeCursor(through),
  has_more: hasMore,
});
