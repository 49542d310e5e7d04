import { type Kysely, sql } from "kysely";
import { shareNextCall } from "../lib/share-next-call.ts";
import type { EventFeed } from "../ports/event-feed.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { DatabaseConnection } from "./database.ts";
import { readEventsAt, readFeed } from "./read-feed.ts";
import type { BillingDatabase } from "./schema.ts";
import { sequenceEvents } from "./sequence-events.ts";

export interface EventFeedOptions {
  /** The position up to which every consumer in this service has read; `null` without any. */
  readonly readThrough?: (db: Kysely<BillingDatabase>) => Promise<bigint | null>;
  /** Removes what refers to removed events, in the same transaction, up to a number for each consumer. */
  readonly removeReferences?: (db: Kysely<BillingDatabase>, most: number) => Promise<void>;
}

/** The event feed on PostgreSQL; the port documents each method. */
export function createEventFeed(
  { db, pool }: Pick<DatabaseConnection, "db" | "pool">,
  { readThrough = async () => null, removeReferences }: EventFeedOptions = {},
): EventFeed {
  const sequence = shareNextCall(() => mapConnectionErrors(sequenceEvents(db)));
  return {
    sequence,
    read: async (query) => {
      await sequence();
      return mapConnectionErrors(readFeed(pool, query));
    },
    eventsAt: (positions) => mapConnectionErrors(readEventsAt(pool, positions)),
    removeOlderThan: (ageMs, most) =>
      mapConnectionErrors(
        db.transaction().execute(async (trx) => {
          const through = await readThrough(trx);
          const isMore = await removeOldest(trx, { ageMs, most, through });
          await removeReferences?.(trx, most);
          return isMore;
        }),
      ),
  };
}

const everyPosition = 2n ** 63n - 1n;

interface Removal {
  readonly ageMs: number;
  readonly most: number;
  readonly through: bigint | null;
}

/** What is kept has no gap: the first event that is young enough ends the removal. */
async function removeOldest(
  trx: Kysely<BillingDatabase>,
  { ageMs, most, through }: Removal,
): Promise<boolean> {
  await trx.selectFrom("event_feed_state").select("removed_through").forUpdate().execute();
  const { rows } = await sql<{ readonly removed: string }>`
    with oldest as (
      select position, sequenced_at < now() - ${ageMs} * interval '1 millisecond' as is_old
        from event_feed
        where position <= ${through ?? everyPosition}::bigint
        order by position limit ${most}
    ), removed as (
      delete from event_feed
        where position < coalesce(
          (select min(position) from oldest where not is_old),
          (select max(position) + 1 from oldest)
        )
        returning position
    ), noted as (
      update event_feed_state
        set removed_through = greatest(removed_through, (select max(position) from removed))
    )
    select count(*) as removed from removed`.execute(trx);
  return Number(rows[0]?.removed ?? 0) === most;
}
