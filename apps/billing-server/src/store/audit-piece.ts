import { type Kysely, sql } from "kysely";
import type { OrderEvent } from "../domain/order-event.ts";
import type { OrderId } from "../domain/order.ts";
import { addAudited } from "./fold-totals.ts";
import type { BillingDatabase } from "./schema.ts";

/** The events after which an order has money, and those whose amount may differ from the order's. */
const captureEvents = [
  "capture_completed",
  "duplicate_paid",
  "capture_mismatched",
  "capture_reversed",
] as const satisfies OrderEvent["type"][];
const otherAmountEvents = captureEvents.slice(2);

const listOf = (values: readonly string[]) => sql`(${sql.join(values.map(sql.lit))})`;

const lastId = sql.lit("ffffffff-ffff-ffff-ffff-ffffffffffff");

interface Row {
  readonly read: number;
  readonly wrong: OrderId[];
}

/**
 * Adds the next orders to the pass' sums, without the changes that are still to be folded: a fold
 * adds those. Rows and changes are read in one snapshot, since both are in one statement. Orders
 * whose totals differ from their refunds become suspects, which the money report names.
 */
export async function auditPiece(
  trx: Kysely<BillingDatabase>,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<{ readonly isLast: boolean; readonly wrongOrders: OrderId[] }> {
  const { rows } = await sql<Row>`
    with piece as materialized (${pieceAfter(after, limit)}),
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
        coalesce(array_agg(id) filter (where differs or contradicts), '{}') as wrong
      from piece`.execute(trx);
  const [{ read, wrong }] = rows as [Row];
  return { isLast: read < limit, wrongOrders: wrong };
}

/** Orders with their refunds, compared with those and with their history. */
const pieceAfter = (after: string, limit: number) => sql`
  select id, orders.state, coalesce(captured_currency, currency) as currency, captured_minor,
      booked.refunded, booked.reversed,
      refunded_minor <> booked.refunded or reversed_minor <> booked.reversed as differs,
      orders.state is distinct from trail.state
        or (captured_minor > 0) is distinct from trail.is_captured
        or captured_minor > 0 and not trail.may_differ
          and (captured_minor <> amount_minor or captured_currency <> currency) as contradicts
    from orders
      cross join lateral (
        select coalesce(sum(amount_minor) filter (where kind = 'refund'), 0) as refunded,
            coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0) as reversed
          from refunds where order_id = orders.id and status = 'completed'
      ) as booked
      cross join lateral (
        select max(to_state) filter (where version = orders.version) as state,
            coalesce(bool_or(event in ${listOf(captureEvents)}), false) as is_captured,
            coalesce(bool_or(event in ${listOf(otherAmountEvents)}), false) as may_differ
          from order_events where order_id = orders.id
      ) as trail
    where id > ${after}::uuid order by id limit ${limit}`;
