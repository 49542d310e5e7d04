import { type Kysely, sql } from "kysely";
import type { BillingDatabase } from "./schema.ts";

// A few milliseconds of the lock that every replica's sequencing needs.
const eventsAtOnce = 1_000;

interface Progress {
  readonly last: string;
  readonly has_pending: boolean;
}

/**
 * Gives the next positions to the events that are committed, in pieces; returns the last position. The
 * order is that of the inserts: a later event of the same order is inserted after the commit of the
 * earlier one, which had the row of the order locked. Safe from several replicas at once.
 */
export async function sequenceEvents(db: Kysely<BillingDatabase>): Promise<bigint> {
  for (;;) {
    const { rows } = await sql<Progress>`
      select last_position as last, exists (select from event_feed_pending) as has_pending
        from event_feed_state`.execute(db);
    const [progress] = rows;
    if (!progress?.has_pending) return BigInt(progress?.last ?? 0);
    await db.transaction().execute(sequencePiece);
  }
}

/**
 * The lock is taken by a statement of its own: the next one then sees what the transaction before it did
 * under the lock. A rolled back piece leaves no gap, since the positions are not from a sequence.
 */
async function sequencePiece(trx: Kysely<BillingDatabase>): Promise<void> {
  await trx.selectFrom("event_feed_state").select("last_position").forUpdate().execute();
  await sql`
    with taken as (
      delete from event_feed_pending
        where ctid = any(array(
          select ctid from event_feed_pending order by id limit ${eventsAtOnce}
        ))
        returning *
    ), placed as (
      insert into event_feed (position, sequenced_at, order_id, version, captured_minor,
          captured_currency, refunded_minor, reversed_minor, disputed, web_order_id, duplicate_of)
        select last_position + row_number() over (order by id), now(), order_id, version,
            captured_minor, captured_currency, refunded_minor, reversed_minor, disputed,
            web_order_id, duplicate_of
          from taken cross join event_feed_state
        returning position
    )
    update event_feed_state
      set last_position = last_position + (select count(*) from placed)`.execute(trx);
}
