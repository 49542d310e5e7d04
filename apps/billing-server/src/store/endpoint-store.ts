import { type Kysely, sql } from "kysely";
import type {
  EndpointAct,
  EndpointStore,
  ListedEndpoint,
  NewEndpoint,
  Resend,
} from "../ports/endpoint-store.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import { listDispatches } from "./list-dispatches.ts";
import { listEndpoints } from "./list-endpoints.ts";
import type { BillingDatabase, EventEndpointActsTable } from "./schema.ts";

type Db = Kysely<BillingDatabase>;

/** The endpoints on PostgreSQL; the port documents each method. `sequence` returns the end of the feed. */
export function createEndpointStore(db: Db, sequence: () => Promise<bigint>): EndpointStore {
  /** Changes an endpoint and records the act, if it changed; one transaction. */
  const recordAct = <T>(
    act: EventEndpointActsTable["act"],
    { endpointId, actor, note }: EndpointAct,
    change: (trx: Db) => Promise<T | null>,
  ): Promise<T | null> =>
    mapConnectionErrors(
      db.transaction().execute(async (trx) => {
        const changed = await change(trx);
        if (changed === null) return null;
        const row = { endpoint_id: endpointId, act, actor, note };
        await trx.insertInto("event_endpoint_acts").values(row).execute();
        return changed;
      }),
    );
  return {
    list: () => mapConnectionErrors(listEndpoints(db)),
    find: (id) => mapConnectionErrors(find(db, id)),
    add: async (endpoint, act) => {
      const position = await sequence();
      await recordAct("add", { endpointId: endpoint.id, ...act }, (trx) =>
        insert(trx, endpoint, position),
      );
    },
    remove: async (act) => (await recordAct("remove", act, (trx) => remove(trx, act))) !== null,
    enable: async (act) => (await recordAct("enable", act, (trx) => enable(trx, act))) !== null,
    rotateSecret: (act, overlapMs) =>
      recordAct("rotate_secret", act, (trx) => rotateSecret(trx, act, overlapMs)),
    resend: async (act, resend) =>
      (await recordAct("resend", act, (trx) => sendAgain(trx, act, resend))) !== null,
    dispatches: (query) => mapConnectionErrors(listDispatches(db, query)),
  };
}

const find = async (db: Db, id: string): Promise<Pick<ListedEndpoint, "id" | "source"> | null> =>
  (await db
    .selectFrom("event_endpoints")
    .select(["id", "source"])
    .where("id", "=", id)
    .where(isNotRemoved)
    .executeTakeFirst()) ?? null;

const isNotRemoved = sql<boolean>`disabled_as is distinct from 'removed'`;

async function insert(trx: Db, endpoint: NewEndpoint, position: bigint): Promise<true> {
  const { id, url, types } = endpoint;
  await trx
    .insertInto("event_endpoints")
    .values({
      id,
      url,
      source: "operator",
      types: types === null ? null : [...types],
      position: position.toString(),
    })
    .execute();
  return true;
}

async function remove(trx: Db, { endpointId }: EndpointAct): Promise<true | null> {
  const { numUpdatedRows } = await trx
    .updateTable("event_endpoints")
    .set({ disabled_at: sql<Date>`now()`, disabled_as: "removed" })
    .where("id", "=", endpointId)
    .where(isNotRemoved)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? true : null;
}

/** Only a server with the endpoint in its configuration has the secret of one that is not configured. */
async function enable(trx: Db, { endpointId }: EndpointAct): Promise<true | null> {
  const { numUpdatedRows } = await trx
    .updateTable("event_endpoints")
    .set({ disabled_at: null, disabled_as: null, held_until: null })
    .where("id", "=", endpointId)
    .where("disabled_as", "=", "gone")
    .executeTakeFirst();
  return numUpdatedRows > 0n ? true : null;
}

async function rotateSecret(
  trx: Db,
  { endpointId }: EndpointAct,
  overlapMs: number,
): Promise<number | null> {
  const row = await trx
    .updateTable("event_endpoints")
    .set({
      secret_generation: sql<number>`secret_generation + 1`,
      earlier_secret_until: sql<Date>`now() + ${overlapMs} * interval '1 millisecond'`,
    })
    .where("id", "=", endpointId)
    .where("source", "=", "operator")
    .where(isNotRemoved)
    .where(sql<boolean>`(${overlapMs} = 0 or coalesce(earlier_secret_until <= now(), true))`)
    .returning("secret_generation")
    .executeTakeFirst();
  return row?.secret_generation ?? null;
}

/**
 * One event, or all dead ones, become due. All events after a position are handed out again from there, page by
 * page, since they may be many.
 */
async function sendAgain(trx: Db, act: EndpointAct, resend: Resend): Promise<true | null> {
  const { endpointId: id } = act;
  if (resend.what === "after") {
    const { numAffectedRows = 0n } = await sql`
      update event_endpoints set position = least(position, ${resend.position.toString()}::bigint)
        where id = ${id} and disabled_as is distinct from 'removed'`.execute(trx);
    return numAffectedRows > 0n ? true : null;
  }
  const chosen =
    resend.what === "dead"
      ? sql`state = 'dead'`
      : sql`position = ${resend.position.toString()}::bigint`;
  // Locked in order, so that this cannot deadlock with results that are recorded; an array, so that the
  // rows are found by their key.
  const { numAffectedRows = 0n } = await sql`
    update event_dispatches set state = 'pending', attempts = 0, due_at = now()
      where endpoint_id = ${id} and position = any(array(
        select position from event_dispatches where endpoint_id = ${id} and ${chosen}
          order by position for update
      ))`.execute(trx);
  return numAffectedRows > 0n || resend.what === "dead" ? true : null;
}
