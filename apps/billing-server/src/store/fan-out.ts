import { type Kysely, sql } from "kysely";
import type { BillingDatabase } from "./schema.ts";

/** Positions that one statement reads. */
const pageSize = 1_000;

/**
 * Moves the endpoint's position over the next page of the feed and adds a dispatch for each event of its types, in
 * one statement: of two replicas, one moves it and the other finds it moved. A dispatch that exists, since the
 * position was set back, is sent again. A position whose event does not exist is passed over. Returns whether the
 * page was full. `offset 0` keeps PostgreSQL from beginning with all events.
 */
export async function fanOut(db: Kysely<BillingDatabase>, endpointId: string): Promise<boolean> {
  const { rows } = await sql<{ readonly is_full: boolean }>`
    with endpoint as (
      select id, position, types from event_endpoints
        where id = ${endpointId} and disabled_at is null
    ), page as (
      select feed.position, event.event
        from endpoint
          cross join lateral (
            select * from event_feed where event_feed.position > endpoint.position
              order by event_feed.position limit ${pageSize}
          ) as feed
          left join lateral (
            select event from order_events
              where order_id = feed.order_id and version = feed.version offset 0
          ) as event on true
    ), moved as (
      update event_endpoints set position = (select max(page.position) from page)
        from endpoint
        where event_endpoints.id = endpoint.id and event_endpoints.position = endpoint.position
          and exists (select from page)
        returning event_endpoints.id, event_endpoints.types
    ), added as (
      insert into event_dispatches (endpoint_id, position)
        select moved.id, page.position from moved cross join page
          where page.event is not null
            and (moved.types is null or page.event = any(moved.types))
        on conflict (endpoint_id, position) do update
          set state = 'pending', attempts = 0, due_at = now()
    )
    select count(*) = ${pageSize} as is_full from page`.execute(db);
  return rows[0]?.is_full ?? false;
}
