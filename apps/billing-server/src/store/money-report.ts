import { type Kysely, sql } from "kysely";
import type { PayPalOrderId } from "../domain/order.ts";
import { statesWhere } from "../domain/state-traits.ts";
import type { MoneyReport } from "../ports/operator-store.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import { currentTotals } from "./current-totals.ts";
import type { BillingDatabase } from "./schema.ts";

interface Row {
  currency: string;
  captured: string;
  provisioned: string;
  refunded: string;
  reversed: string;
  in_hands: string;
  faults: number;
  faulty: PayPalOrderId[];
}

/** Enough to start an investigation. */
const namedFaults = 20;

/**
 * Checks the ledger's invariant per currency: captured = provisioned + refunded + reversed + in
 * progress. Errors can cancel out in sums, so orders that may be wrong are checked as well. The sums
 * are the running totals, which the audit job compares with the rows.
 */
export function moneyReport(db: Kysely<BillingDatabase>): Promise<MoneyReport[]> {
  return mapConnectionErrors(readReport(db));
}

const holdsMoney = sql`(${sql.join(statesWhere("holdsMoney").map(sql.lit))})`;

/**
 * Every order whose totals differ from its refunds is a suspect. Of the others, the index
 * `orders_misplaced` has those whose money is in a state that holds none, or was returned twice.
 */
const candidates = sql`
  select id from orders
    where captured_minor < refunded_minor + reversed_minor
      or captured_minor > refunded_minor + reversed_minor
        and state <> 'provisioned' and state not in ${holdsMoney}
  union
  select order_id from ledger_suspects`;

// An array, since PostgreSQL expects far more rows of a subquery, and would read all orders for a join.
const faultyOrders = sql`
  select paypal_order_id, created_at, coalesce(captured_currency, currency) as currency
    from orders cross join lateral (
      select coalesce(sum(amount_minor) filter (where kind = 'refund'), 0) as refunded,
          coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0) as reversed
        from refunds where order_id = orders.id and status = 'completed'
    ) as booked
    where id = any(array(${candidates})) and (
      refunded_minor <> refunded or reversed_minor <> reversed
      or captured_minor < refunded + reversed
      or captured_minor > refunded + reversed
        and state <> 'provisioned' and state not in ${holdsMoney})`;

async function readReport(db: Kysely<BillingDatabase>): Promise<MoneyReport[]> {
  const { rows } = await sql<Row>`
    with money as (
      select currency, sum(captured) as captured, sum(refunded) as refunded,
          sum(reversed) as reversed,
          sum(captured - refunded - reversed) filter (where state = 'provisioned') as provisioned,
          sum(captured - refunded - reversed) filter (where state in ${holdsMoney}) as in_hands
        from ${currentTotals} as totals group by currency
        having bool_or(captured <> 0 or refunded <> 0 or reversed <> 0)
    ), faults as (
      select currency, count(*)::int as faults,
          (array_agg(paypal_order_id order by created_at))[1:${namedFaults}::int] as faulty
        from (${faultyOrders}) as faulty_orders group by currency
    )
    select currency, coalesce(captured, 0) as captured, coalesce(refunded, 0) as refunded,
        coalesce(reversed, 0) as reversed, coalesce(provisioned, 0) as provisioned,
        coalesce(in_hands, 0) as in_hands, coalesce(faults, 0) as faults,
        coalesce(faulty, '{}') as faulty
      from money full join faults using (currency) order by currency`.execute(db);
  return rows.map((row) => {
    const [captured, provisioned] = [BigInt(row.captured), BigInt(row.provisioned)];
    const [refunded, reversed] = [BigInt(row.refunded), BigInt(row.reversed)];
    const inProgress = BigInt(row.in_hands);
    const unaccounted = captured - provisioned - refunded - reversed - inProgress;
    const sums = { captured, provisioned, refunded, reversed, inProgress, unaccounted };
    return { currency: row.currency, ...sums, faults: row.faults, faulty: row.faulty };
  });
}
