import { type Kysely, sql } from "kysely";
import type { OrderId } from "../domain/order.ts";
import type { DetailedAuditEvent, OperatorStore, Reconciliation } from "../ports/operator-store.ts";
import { unfollowed } from "../ports/webhook-inbox.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import { listOrders } from "./list-orders.ts";
import { moneyReport } from "./money-report.ts";
import type { BillingDatabase } from "./schema.ts";
import { closeUnmatched, listUnmatched } from "./unmatched-payments.ts";
import type { EnqueueWebhook } from "./webhook-inbox.ts";

/** The operator store on PostgreSQL; the port documents each method. */
export function createOperatorStore(
  db: Kysely<BillingDatabase>,
  enqueueWebhook: EnqueueWebhook,
): OperatorStore {
  return {
    list: (query) => mapConnectionErrors(listOrders(db, query)),
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

// Literals, as in the predicate of the index webhook_events_unfollowed.
const isUnfollowed = sql<boolean>`outcome in (${sql.join(unfollowed.map(sql.lit))})`;

/** Events that failed, or whose order was unknown, may be about orders of any age. */
async function followAgain(
  trx: Kysely<BillingDatabase>,
  since: Date,
  enqueueWebhook: EnqueueWebhook,
): Promise<void> {
  const events = await trx
    .updateTable("webhook_events")
    .set({ outcome: null, processed_at: null })
    .where(isUnfollowed)
    .where("received_at", ">=", since)
    .returning("id")
    .execute();
  for (const { id } of events) await enqueueWebhook(trx, id);
}
