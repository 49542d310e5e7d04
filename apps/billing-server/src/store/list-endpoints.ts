import { type Kysely, sql } from "kysely";
import type { DispatchCounts, ListedEndpoint } from "../ports/endpoint-store.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { BillingDatabase } from "./schema.ts";

// After an outage of a receiver there may be millions.
const mostCounted = 10_000;

const countOf = (state: "pending" | "dead") => sql`
  (select count(*)::int from (
    select from event_dispatches
      where endpoint_id = endpoint.id and state = ${sql.lit(state)} limit ${mostCounted}
  ) as counted)`;

/** See `EndpointStore.list`. */
export async function listEndpoints(db: Kysely<BillingDatabase>): Promise<ListedEndpoint[]> {
  const { rows } = await sql<ListedEndpoint>`
    select id, source, url, types, disabled_as as "disabledAs", disabled_at as "disabledAt",
        added_at as "addedAt", ${countOf("pending")} as pending, ${countOf("dead")} as dead,
        case when earlier_secret_until > now() then earlier_secret_until end
          as "earlierSecretUntil",
        (select created_at from event_dispatches
          where endpoint_id = endpoint.id and state = 'pending' order by position limit 1)
          as "oldestPendingAt"
      from event_endpoints as endpoint
      where disabled_as is distinct from 'removed'
      order by id`.execute(db);
  return rows;
}

/** The sums of all endpoints, for the gauges. */
export async function countDispatches(db: Kysely<BillingDatabase>): Promise<DispatchCounts> {
  const { rows } = await mapConnectionErrors(
    sql<DispatchCounts>`
      select (count(*) filter (where disabled_as = 'gone'))::int as disabled,
          coalesce(extract(epoch from now() - min(least(
            (select created_at from event_dispatches
              where endpoint_id = endpoint.id and state = 'pending'
                and endpoint.disabled_at is null
              order by position limit 1),
            (select sequenced_at from event_feed
              where position > endpoint.position and endpoint.disabled_at is null
              order by position limit 1)
          ))), 0)::float8 as "oldestSeconds"
        from event_endpoints as endpoint
        where disabled_as is distinct from 'removed'`.execute(db),
  );
  const [counts] = rows;
  if (!counts) throw new Error("The aggregate returned no row.");
  return counts;
}
