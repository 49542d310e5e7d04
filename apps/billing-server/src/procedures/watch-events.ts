import type { AppInputs } from "@onekonsole/billing-contract";
import { tracked } from "@trpc/server";
import type { EventFeed, FeedPage, FeedQuery } from "../ports/event-feed.ts";
import { eventFeedTopic } from "../ports/waiters.ts";
import type { ServiceCall } from "./call.ts";
import type { Dependencies } from "./context.ts";
import { endWithCaller, isUnavailable } from "./end-with-caller.ts";
import { readPage, toFeedQuery } from "./follow-query.ts";
import { presentEventPage } from "./present-event-page.ts";

interface WatchEventsCall extends ServiceCall<AppInputs["events"]["watch"]> {
  /** Aborts when the client disconnects. */
  readonly signal?: AbortSignal | undefined;
}

const pageSize = 100;

/** A stream reports its cursor after so many events that its filter left out. */
const mostSilent = 1_000n;

/**
 * Streams the feed in pages, without an end. The id of a page is its cursor, so a client can resume on any
 * replica. The first page is sent at once, also an empty one: it has the cursor of "now". When the token
 * expires, the stream ends with `service_unavailable`, and the client reconnects with a new token.
 */
export async function* watchEvents(
  { feed, waiters }: Pick<Dependencies, "feed" | "waiters">,
  { caller, input = {}, signal = new AbortController().signal }: WatchEventsCall,
) {
  // Registered before reading, so that an event in between is not missed.
  using watch = waiters.watch({ owner: caller.subject, topic: eventFeedTopic, seen: 0 });
  using _ = endWithCaller(watch, { caller, signal });
  try {
    const { lastEventId, ...first } = input;
    const query = lastEventId
      ? await toFeedQuery(feed, { ...first, after: lastEventId }, "lastEventId")
      : await toFeedQuery(feed, first);
    let sent: bigint | null = null;
    let after = query.after;
    for (;;) {
      const page = await readOrSkip(feed, { ...query, after, limit: pageSize }, sent === null);
      if (page) {
        after = page.through;
        watch.seen = Number(after);
        if (sent === null || page.events.length > 0 || after - sent >= mostSilent) {
          // The client may have read the page before slowly.
          watch.throwIfEnded();
          const shown = presentEventPage(page);
          yield tracked(shown.cursor, shown);
          sent = after;
        }
      }
      if (!page?.hasMore) await watch.changed();
    }
  } catch (error) {
    // The client has disconnected; an unhandled rejection would end the process.
    if (!signal.aborted) throw error;
  }
}

/** The next page. While the database is unavailable, `null`: thousands of streams that end would all reconnect. */
async function readOrSkip(
  feed: EventFeed,
  query: FeedQuery,
  isFirst: boolean,
): Promise<FeedPage | null> {
  try {
    return await readPage(feed, query);
  } catch (error) {
    if (isFirst || !isUnavailable(error)) throw error;
    return null;
  }
}
