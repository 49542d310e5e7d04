import { type Kysely, sql } from "kysely";
import type { AuditedPiece, LedgerAudit, TotalValues, WrongTotal } from "../ports/ledger-audit.ts";
import { auditPiece } from "./audit-piece.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import { foldTotals } from "./fold-totals.ts";
import type { BillingDatabase } from "./schema.ts";

/** The audit on PostgreSQL; the port documents each method. */
export function createLedgerAudit(db: Kysely<BillingDatabase>, hasReceipts = false): LedgerAudit {
  return {
    readPiece: (limit) =>
      mapConnectionErrors(
        db.transaction().execute((trx) => readPiece(trx, { limit, hasReceipts })),
      ),
    countOrders: () => mapConnectionErrors(countOrders(db)),
    status: () =>
      mapConnectionErrors(
        db
          .selectFrom("ledger_audit")
          .select(["folded_at as foldedAt", "completed_at as completedAt"])
          .select("found_totals as wrongTotals")
          .select(sql<number>`greatest(found_orders, differing_orders)`.as("wrongOrders"))
          .executeTakeFirstOrThrow(),
      ),
  };
}

/** The lock serializes folds and pieces, of which each relies on the other's result. */
async function readPiece(
  trx: Kysely<BillingDatabase>,
  reading: { readonly limit: number; readonly hasReceipts: boolean },
): Promise<AuditedPiece> {
  const { through } = await trx
    .selectFrom("ledger_audit")
    .select("through")
    .forUpdate()
    .executeTakeFirstOrThrow();
  await foldTotals(trx);
  const { isLast, ...found } = await auditPiece(trx, { after: through, ...reading });
  return { ...found, wrongTotals: isLast ? await endPass(trx) : null };
}

interface Compared extends Omit<WrongTotal, "total" | "rows"> {
  readonly orders: string;
  readonly captured: string;
  readonly refunded: string;
  readonly reversed: string;
  readonly audited: TotalValues;
}

/** Compares the totals with the sums of the pass, and begins the next pass. */
async function endPass(trx: Kysely<BillingDatabase>): Promise<WrongTotal[]> {
  const { rows } = await sql<Compared>`
    select state, currency, orders, captured_minor as captured, refunded_minor as refunded,
        reversed_minor as reversed, json_build_object(
          'orders', audited_orders::text, 'captured', audited_captured_minor::text,
          'refunded', audited_refunded_minor::text, 'reversed', audited_reversed_minor::text
        ) as audited
      from order_totals
      where (orders, captured_minor, refunded_minor, reversed_minor) is distinct from
        (audited_orders, audited_captured_minor, audited_refunded_minor, audited_reversed_minor)
      order by state, currency`.execute(trx);
  await sql`
    update order_totals set audited_orders = 0, audited_captured_minor = 0,
      audited_refunded_minor = 0, audited_reversed_minor = 0`.execute(trx);
  await sql`
    update ledger_audit set through = default, completed_at = now(),
      found_totals = ${rows.length}::int, found_orders = differing_orders,
      differing_orders = 0`.execute(trx);
  await sql`
    delete from ledger_suspects using orders cross join lateral (
        select coalesce(sum(amount_minor) filter (where kind = 'refund'), 0) as refunded,
            coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0) as reversed
          from refunds where refunds.order_id = orders.id and status = 'completed'
      ) as booked
      where orders.id = ledger_suspects.order_id
        and refunded_minor = booked.refunded and reversed_minor = booked.reversed`.execute(trx);
  return rows.map(({ state, currency, audited, ...total }) => ({
    state,
    currency,
    total,
    rows: audited,
  }));
}

async function countOrders(db: Kysely<BillingDatabase>): Promise<number> {
  const { rows } = await sql<{ readonly orders: number }>`
    select coalesce(sum(orders), 0)::float8 as orders from order_totals`.execute(db);
  return rows[0]?.orders ?? 0;
}
