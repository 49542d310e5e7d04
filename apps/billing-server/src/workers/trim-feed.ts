import type { EventFeed } from "../ports/event-feed.ts";

export interface TrimDependencies {
  readonly feed: Pick<EventFeed, "sequence" | "removeOlderThan">;
  readonly eventRetentionMs: number;
}

// Each piece is a transaction, during which no event gets a position.
const eventsPerPiece = 1_000;
// Then the next run continues; more a day than the feed can get.
const piecesPerRun = 20;

/**
 * Removes events that are older than the retention from the feed; the history of the orders stays. Also
 * gives positions to new events, so that they age, and do not pile up, when the feed has no reader.
 */
export async function trimFeed({ feed, eventRetentionMs }: TrimDependencies): Promise<void> {
  await feed.sequence();
  for (let piece = 0; piece < piecesPerRun; piece += 1)
    if (!(await feed.removeOlderThan(eventRetentionMs, eventsPerPiece))) return;
}
