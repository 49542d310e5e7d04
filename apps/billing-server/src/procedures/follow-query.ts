import type { AppInputs } from "@onekonsole/billing-contract";
import { feedEnd } from "@onekonsole/billing-contract/schemas";
import { BillingError } from "../domain/billing-error.ts";
import { decodeCursor, encodeCursor } from "../domain/feed-cursor.ts";
import type { EventFeed, FeedPage, FeedQuery } from "../ports/event-feed.ts";

type FollowInput = Pick<Exclude<AppInputs["events"]["list"], void>, "after" | "types" | "user_id">;

/**
 * Where to read the feed, and which events, by a caller's input. `cursorField` names the cursor's field in
 * the `invalid_input` that a damaged cursor throws.
 */
export async function toFeedQuery(
  feed: EventFeed,
  { after, types, user_id: userId }: FollowInput,
  cursorField: "after" | "lastEventId" = "after",
): Promise<Omit<FeedQuery, "limit">> {
  return {
    after: after === feedEnd ? await feed.sequence() : toPosition(after, cursorField),
    types,
    userId: userId?.toLowerCase(),
  };
}

function toPosition(cursor: string | undefined, path: string): bigint | null {
  if (cursor === undefined) return null;
  const position = decodeCursor(cursor);
  if (position !== null) return position;
  const fields = [{ path, message: "must be a cursor of an earlier response" }];
  throw new BillingError("invalid_input", { fields });
}

/** Reads a page; throws `cursor_expired` if events after the position are no longer kept. */
export async function readPage(feed: EventFeed, query: FeedQuery): Promise<FeedPage> {
  const page = await feed.read(query);
  if (page.kind === "page") return page;
  throw new BillingError("cursor_expired", { cursor: encodeCursor(page.oldest) });
}
