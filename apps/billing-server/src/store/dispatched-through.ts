import { type Kysely, sql } from "kysely";
import type { BillingDatabase } from "./schema.ts";

/**
 * The position up to which the enabled endpoints need no more events: those that an endpoint has still to get, or
 * to be sent, are behind it. `null` without endpoints. A disabled endpoint keeps no event.
 */
export async function dispatchedThrough(db: Kysely<BillingDatabase>): Promise<bigint | null> {
  const { rows } = await sql<{ readonly through: string | null }>`
    select min(least(endpoint.position, oldest.position - 1)) as through
      from event_endpoints as endpoint left join lateral (
        select position from event_dispatches
          where endpoint_id = endpoint.id and state = 'pending' order by position limit 1
      ) as oldest on true
      where endpoint.disabled_at is null`.execute(db);
  const through = rows[0]?.through ?? null;
  return through === null ? null : BigInt(through);
}

/** Removes dispatches whose events are no longer in the feed, up to a number for each endpoint. */
export async function removeOldDispatches(
  db: Kysely<BillingDatabase>,
  most: number,
): Promise<void> {
  await sql`
    delete from event_dispatches where ctid = any(array(
      select old.ctid
        from event_feed_state as state cross join event_endpoints as endpoint
          cross join lateral (
            select ctid from event_dispatches
              where endpoint_id = endpoint.id and position <= state.removed_through
              order by position limit ${most}
          ) as old
    ))`.execute(db);
}
