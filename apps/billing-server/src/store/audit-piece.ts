import { type Kysely, sql } from "kysely";
import type { OrderEvent } from "../domain/order-event.ts";
import type { OrderId } from "../domain/order.ts";
import type { AuditedPiece } from "../ports/ledger-audit.ts";
import { addAudited } from "./fold-totals.ts";
import type { BillingDatabase } from "./schema.ts";

/** The events after which an order has money, and those whose amount may differ from the order's. */
const captureEvents = [
  "capture_completed",
  "duplicate_paid",
  "capture_mismatched",
  "capture_reversed",
] as const satisfies OrderEvent["type"][];
const ownAmountEvents = captureEvents.slice(0, 2);
const otherAmountEvents = captureEvents.slice(2);

const listOf = (values: readonly string[]) => sql`(${sql.join(values.map(sql.lit))})`;

const lastId = sql.lit("ffffffff-ffff-ffff-ffff-ffffffffffff");

interface Piece {
  readonly after: string;
  readonly limit: number;
  readonly hasReceipts: boolean;
}

interface Row {
  readonly read: number;
  readonly wrong: OrderId[];
  readonly undocumented: OrderId[];
}

/**
 * Adds the next orders to the pass' sums, without the changes that are still to be folded: a fold
 * adds those. Rows and changes are read in one snapshot, since both are in one statement. Orders
 * whose totals differ from their refunds become suspects, which the money report names. With receipts, it
 * also finds orders that lack a document.
 */
export async function auditPiece(
  trx: Kysely<BillingDatabase>,
  { after, limit, hasReceipts }: Piece,
): Promise<Omit<AuditedPiece, "wrongTotals"> & { readonly isLast: boolean }> {
  const { rows } = await sql<Row>`
    with piece as materialized (${pieceAfter({ after, limit, hasReceipts })}),
    bounds as (
      select case when count(*) < ${limit} then ${lastId}::uuid else
        (select id from piece order by id desc limit 1) end as upto from piece
    ), summed as (
      insert into order_totals as totals (state, currency, audited_orders, audited_captured_minor,
          audited_refunded_minor, audited_reversed_minor)
        select state, currency, sum(orders), sum(captured), sum(refunded), sum(reversed) from (
          select state, currency, 1 as orders, captured_minor as captured, refunded, reversed
            from piece
          union all
          select state, currency, -orders, -captured_minor, -refunded_minor, -reversed_minor
            from order_total_changes cross join bounds
            where order_id > ${after}::uuid and order_id <= upto
        ) as parts group by state, currency
        on conflict (state, currency) do update set ${addAudited}
    ), suspected as (
      insert into ledger_suspects (order_id) select id from piece where differs
        on conflict do nothing
    ), moved as (
      update ledger_audit set through = bounds.upto,
          differing_orders = differing_orders + (
            select count(*) from piece where differs or contradicts)::int
        from bounds
    )
    select count(*)::int as read,
        coalesce(array_agg(id) filter (where differs or contradicts), '{}') as wrong,
        coalesce(array_agg(id) filter (where lacks_document), '{}') as undocumented
      from piece`.execute(trx);
  const [{ read, wrong, undocumented }] = rows as [Row];
  return { isLast: read < limit, wrongOrders: wrong, undocumented };
}

// Candidates: the rule in domain/receipt.ts decides about each. Counts, since PostgreSQL may read the whole
// table of receipts for an `exists` here.
const lacksDocument = sql`(
  case when (select count(*) from receipts where order_id = orders.id and kind = 'receipt') > 0
    then refunded_minor > 0 and (
      select count(*) from refunds where order_id = orders.id and status = 'completed'
        and kind = 'refund' and amount_minor > 0 and not exists (
          select from receipts where refund_id = refunds.id and kind = 'credit_note')) > 0
    else trail.is_sale and paid_at >= (select min(started_at) from receipt_series)
  end)`;

/** Orders with their refunds, compared with those and with their history. */
const pieceAfter = ({ after, limit, hasReceipts }: Piece) => sql`
  select id, orders.state, coalesce(captured_currency, currency) as currency, captured_minor,
      booked.refunded, booked.reversed,
      refunded_minor <> booked.refunded or reversed_minor <> booked.reversed as differs,
      orders.state is distinct from trail.state
        or (captured_minor > 0) is distinct from trail.is_captured
        or captured_minor > 0 and not trail.may_differ
          and (captured_minor <> amount_minor or captured_currency <> currency) as contradicts,
      ${hasReceipts ? lacksDocument : sql`false`} as lacks_document
    from orders
      cross join lateral (
        select coalesce(sum(amount_minor) filter (where kind = 'refund'), 0) as refunded,
            coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0) as reversed
          from refunds where order_id = orders.id and status = 'completed'
      ) as booked
      cross join lateral (
        select max(to_state) filter (where version = orders.version) as state,
            coalesce(bool_or(event in ${listOf(captureEvents)}), false) as is_captured,
            coalesce(bool_or(event in ${listOf(otherAmountEvents)}), false) as may_differ,
            coalesce(bool_or(event in ${listOf(ownAmountEvents)}), false) as is_sale
          from order_events where order_id = orders.id
      ) as trail
    where id > ${after}::uuid order by id limit ${limit}`;
