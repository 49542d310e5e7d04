import { type Kysely, sql } from "kysely";
import { eventId } from "../domain/feed-event.ts";
import type { DispatchQuery, ListedDispatch } from "../ports/endpoint-store.ts";
import type { BillingDatabase } from "./schema.ts";

type Row = Omit<ListedDispatch, "position" | "eventId"> & {
  readonly position: string;
  readonly version: number;
};

/** See `EndpointStore.dispatches`. A dispatch whose event was removed from the feed is left out. */
export async function listDispatches(
  db: Kysely<BillingDatabase>,
  { endpointId, state, before, limit }: DispatchQuery,
): Promise<ListedDispatch[]> {
  const { rows } = await sql<Row>`
    select dispatch.position, event.event as type, event.version,
        orders.paypal_order_id as "paypalOrderId", dispatch.state, dispatch.attempts,
        last_status as "lastStatus", last_failure as "lastFailure", attempted_at as "lastAt",
        case when dispatch.state = 'pending' then dispatch.due_at end as "nextAt"
      from event_dispatches as dispatch
        join event_feed as feed on feed.position = dispatch.position
        join order_events as event
          on event.order_id = feed.order_id and event.version = feed.version
        join orders on orders.id = feed.order_id
      where endpoint_id = ${endpointId}
        ${before === null ? sql`` : sql`and dispatch.position < ${before.toString()}::bigint`}
        ${state === undefined ? sql`` : sql`and dispatch.state = ${sql.lit(state)}`}
      order by dispatch.position desc limit ${limit}`.execute(db);
  return rows.map(({ position, version, ...row }) => ({
    ...row,
    position: BigInt(position),
    eventId: eventId(row, version),
  }));
}
