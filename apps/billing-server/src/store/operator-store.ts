import { type Kysely, sql } from "kysely";
import type { OrderId } from "../domain/order.ts";
import { statesAwaiting } from "../domain/state-traits.ts";
import type {
  DetailedAuditEvent,
  OperatorStore,
  OrderQuery,
  Cursor,
  Reconciliation,
  OrderWithStateSince,
} from "../ports/operator-store.ts";
import { unfollowed } from "../ports/webhook-inbox.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import { isHeldForMerchant } from "./merchant-held.ts";
import { moneyReport } from "./money-report.ts";
import { orderOfRow } from "./order-row.ts";
import { hasRefundUnderWay } from "./refunds-under-way.ts";
import type { BillingDatabase } from "./schema.ts";
import { closeUnmatched, listUnmatched } from "./unmatched-payments.ts";
import type { EnqueueWebhook } from "./webhook-inbox.ts";

/** The operator store on PostgreSQL; the port documents each method. */
export function createOperatorStore(
  db: Kysely<BillingDatabase>,
  enqueueWebhook: EnqueueWebhook,
): OperatorStore {
  return {
    list: (query) => mapConnectionErrors(list(db, query)),
    stateSince: (id) => mapConnectionErrors(stateSince(db, id)),
    audit: (id) => mapConnectionErrors(audit(db, id)),
    money: () => moneyReport(db),
    unmatchedPayments: () => mapConnectionErrors(listUnmatched(db)),
    closeUnmatchedPayment: (closure) => mapConnectionErrors(closeUnmatched(db, closure)),
    reconcile: (wish) =>
      mapConnectionErrors(
        db.transaction().execute(async (trx) => {
          await followAgain(trx, wish.since, enqueueWebhook);
          return reconcile(trx, wish);
        }),
      ),
  };
}

async function list(
  db: Kysely<BillingDatabase>,
  { states, disputed, refundUnderWay, forMs, limit, after }: OrderQuery,
): Promise<OrderWithStateSince[]> {
  const rows = await db
    .selectFrom("orders")
    .selectAll()
    .$if(states !== undefined, (query) => query.where("state", "in", states ?? []))
    .$if(disputed, (query) => query.where("disputed", "=", true))
    .$if(refundUnderWay, (query) => query.where(hasRefundUnderWay))
    .where(after === null ? sql<boolean>`true` : isBehind(after))
    // `state_since` is rounded, so it may be slightly in the future.
    .$if(forMs > 0, (query) =>
      query.where("state_since", "<=", sql<Date>`now() - ${forMs} * interval '1 millisecond'`),
    )
    .orderBy(isOthers)
    .orderBy("state_since")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ order: orderOfRow(row), stateSince: row.state_since }));
}

// The opposite of `needsPerson`, for a row.
const isOthers = sql<boolean>`(
  state not in (${sql.join([...statesAwaiting("operator")])}) and not ${isHeldForMerchant})`;

const isBehind = ({ needsPerson, stateSince: since, id }: Cursor) => sql<boolean>`
  (${isOthers}, state_since, id) > (${!needsPerson}::boolean, ${since}::timestamptz, ${id}::uuid)`;

async function stateSince(db: Kysely<BillingDatabase>, id: OrderId): Promise<Date | null> {
  const row = await db
    .selectFrom("orders")
    .select("state_since")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.state_since ?? null;
}

function audit(db: Kysely<BillingDatabase>, id: OrderId): Promise<DetailedAuditEvent[]> {
  return db
    .selectFrom("order_events")
    .select(["version", "event", "to_state as state", "from_state as from", "problem", "at"])
    .select(["caused_by as by", "actor", "note", "debug_id as debugId"])
    .where("order_id", "=", id)
    .orderBy("version")
    .execute();
}

// Half the sweeper's rate, so that other orders that become due are read as well.
const msBetweenReads = 200;

/**
 * The sweeper reads a due order whatever its state; the newest first. Rows are locked in the order
 * of their ids, since two concurrent requests could deadlock otherwise.
 */
async function reconcile(
  trx: Kysely<BillingDatabase>,
  { since, actor, note }: Reconciliation,
): Promise<number> {
  const { numAffectedRows } = await sql`
    with locked as materialized (
      select id, created_at from orders where created_at >= ${since} order by id for update
    ), turns as (
      select id, now() + (row_number() over (order by created_at desc) - 1)
          * ${msBetweenReads} * interval '1 millisecond' as due_at
        from locked
    )
    update orders set due_at = least(orders.due_at, turns.due_at)
      from turns where turns.id = orders.id`.execute(trx);
  const orders = Number(numAffectedRows);
  await trx.insertInto("reconciliations").values({ since, orders, actor, note }).execute();
  return orders;
}

/** Events that failed, or whose order was unknown, may be about orders of any age. */
async function followAgain(
  trx: Kysely<BillingDatabase>,
  since: Date,
  enqueueWebhook: EnqueueWebhook,
): Promise<void> {
  const events = await trx
    .updateTable("webhook_events")
    .set({ outcome: null, processed_at: null })
    .where("outcome", "in", unfollowed)
    .where("received_at", ">=", since)
    .returning("id")
    .execute();
  for (const { id } of events) await enqueueWebhook(trx, id);
}
