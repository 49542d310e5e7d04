import { type Kysely, sql } from "kysely";
import type {
  ActiveEndpoint,
  ClaimedBatch,
  DispatchResult,
  EndpointOutbox,
} from "../ports/endpoint-outbox.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import { fanOut } from "./fan-out.ts";
import type { BillingDatabase } from "./schema.ts";

type Db = Kysely<BillingDatabase>;

/** The outbox on PostgreSQL; the port documents each method. `sequence` gives new events their positions. */
export function createEndpointOutbox(db: Db, sequence: () => Promise<unknown>): EndpointOutbox {
  return {
    active: () => mapConnectionErrors(listActive(db)),
    fanOut: async (endpointId) => {
      await sequence();
      return mapConnectionErrors(fanOut(db, endpointId));
    },
    claim: (endpointId, limit) => mapConnectionErrors(claim(db, endpointId, limit)),
    record: (endpointId, results) => mapConnectionErrors(record(db, endpointId, results)),
    hold: (endpointId, ms) => mapConnectionErrors(hold(db, endpointId, ms)),
    disable: (endpointId) => mapConnectionErrors(disable(db, endpointId)),
  };
}

/** What it takes to send to an endpoint, as it is now. */
const endpointColumns = sql`id, source, url, secret_generation as "secretGeneration",
  coalesce(earlier_secret_until > now(), false) as "hasEarlierSecret"`;

async function listActive(db: Db): Promise<ActiveEndpoint[]> {
  const { rows } = await sql<ActiveEndpoint>`
    select ${endpointColumns} from event_endpoints where disabled_at is null order by id`.execute(
    db,
  );
  return rows;
}

// Twice the deadline of an attempt.
const leaseSeconds = 30;

interface ClaimedRow extends ActiveEndpoint {
  readonly position: string;
  readonly attempts: number;
}

/** The new due time is a lease: while it lasts, no other replica claims the row. */
async function claim(db: Db, endpointId: string, limit: number): Promise<ClaimedBatch | null> {
  const { rows } = await sql<ClaimedRow>`
    with endpoint as (
      select ${endpointColumns} from event_endpoints
        where id = ${endpointId} and disabled_at is null
          and coalesce(held_until <= now(), true)
    ), due as (
      select position from event_dispatches
        where endpoint_id = ${endpointId} and state = 'pending' and due_at <= now()
          and exists (select from endpoint)
        order by due_at, position limit ${limit} for update skip locked
    )
    update event_dispatches as dispatch
      set attempts = dispatch.attempts + 1, due_at = now() + ${leaseSeconds} * interval '1 second'
      from due cross join endpoint
      where dispatch.endpoint_id = ${endpointId} and dispatch.position = due.position
      returning endpoint.*, dispatch.position, dispatch.attempts`.execute(db);
  const [first] = rows;
  if (!first) return null;
  const { position: _, attempts: __, ...endpoint } = first;
  const dispatches = rows
    .map(({ position, attempts }) => ({ position: BigInt(position), attempts }))
    .toSorted((one, other) => (one.position < other.position ? -1 : 1));
  return { endpoint, dispatches };
}

async function record(
  db: Db,
  endpointId: string,
  results: readonly DispatchResult[],
): Promise<void> {
  if (results.length === 0) return;
  const column = <T>(value: (result: DispatchResult) => T): T[] => results.map(value);
  // Locked in order: a resend of many rows could deadlock with this otherwise.
  await sql`
    with result as (
      select * from unnest(
        ${column(({ position }) => position.toString())}::bigint[],
        ${column(({ attempts }) => attempts)}::integer[],
        ${column(({ state }) => state)}::text[],
        ${column(({ status }) => status)}::smallint[],
        ${column(({ failure }) => failure)}::text[],
        ${column((it) => (it.state === "pending" ? it.pauseMs : 0))}::float8[]
      ) as result (position, attempts, state, status, failure, pause_ms)
    ), locked as materialized (
      select position from event_dispatches
        where endpoint_id = ${endpointId} and position in (select position from result)
        order by position for update
    )
    update event_dispatches as dispatch
      set state = result.state, attempted_at = now(), last_status = result.status,
        last_failure = result.failure,
        due_at = now() + result.pause_ms * interval '1 millisecond'
      from result join locked using (position)
      where dispatch.endpoint_id = ${endpointId} and dispatch.position = result.position
        and dispatch.state = 'pending'
        and (result.state = 'sent' or dispatch.attempts = result.attempts)`.execute(db);
}

/** A shorter pause, requested by a later response, does not end a longer one. */
async function hold(db: Db, endpointId: string, ms: number): Promise<void> {
  await db
    .updateTable("event_endpoints")
    .set({
      held_until: sql<Date>`greatest(held_until, now() + ${ms} * interval '1 millisecond')`,
    })
    .where("id", "=", endpointId)
    .execute();
}

async function disable(db: Db, endpointId: string): Promise<void> {
  await db
    .updateTable("event_endpoints")
    .set({ disabled_at: sql<Date>`now()`, disabled_as: "gone" })
    .where("id", "=", endpointId)
    .where("disabled_at", "is", null)
    .execute();
}
