import { type Kysely, sql } from "kysely";
import type { PayPalOrderId } from "../domain/order.ts";
import { statesWhere } from "../domain/state-traits.ts";
import type { MoneyReport } from "../ports/operator-store.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
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
 * progress. Errors can cancel out in sums, so each order is checked as well.
 */
export function moneyReport(db: Kysely<BillingDatabase>): Promise<MoneyReport[]> {
  return mapConnectionErrors(readReport(db));
}

async function readReport(db: Kysely<BillingDatabase>): Promise<MoneyReport[]> {
  const { rows } = await sql<Row>`
    with booked as (
      select order_id,
        coalesce(sum(amount_minor) filter (where kind = 'refund'), 0) as refunded,
        coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0) as reversed
      from refunds where status = 'completed' group by order_id
    ), money as (
      select o.paypal_order_id, o.created_at, o.captured_minor as captured,
        o.state = 'provisioned' as is_provisioned,
        o.state in (${sql.join([...statesWhere("holdsMoney")])}) as is_in_hands,
        coalesce(o.captured_currency, o.currency) as currency,
        coalesce(b.refunded, 0) as refunded, coalesce(b.reversed, 0) as reversed,
        o.captured_minor - coalesce(b.refunded, 0) - coalesce(b.reversed, 0) as rest,
        o.refunded_minor <> coalesce(b.refunded, 0)
          or o.reversed_minor <> coalesce(b.reversed, 0) as differs
      from orders o left join booked b on b.order_id = o.id
      where o.captured_minor > 0 or b.order_id is not null
    ), judged as (
      select *, differs or rest < 0 or rest > 0 and not (is_provisioned or is_in_hands) as is_faulty
      from money
    )
    select currency,
      sum(captured) as captured,
      sum(refunded) as refunded,
      sum(reversed) as reversed,
      coalesce(sum(rest) filter (where is_provisioned), 0) as provisioned,
      coalesce(sum(rest) filter (where is_in_hands), 0) as in_hands,
      count(*) filter (where is_faulty)::int as faults,
      coalesce((array_agg(paypal_order_id order by created_at) filter (where is_faulty))[1:${namedFaults}::int], '{}') as faulty
    from judged group by currency order by currency`.execute(db);
  return rows.map((row) => {
    const [captured, provisioned] = [BigInt(row.captured), BigInt(row.provisioned)];
    const [refunded, reversed] = [BigInt(row.refunded), BigInt(row.reversed)];
    const inProgress = BigInt(row.in_hands);
    const unaccounted = captured - provisioned - refunded - reversed - inProgress;
    const sums = { captured, provisioned, refunded, reversed, inProgress, unaccounted };
    return { currency: row.currency, ...sums, faults: row.faults, faulty: row.faulty };
  });
}
