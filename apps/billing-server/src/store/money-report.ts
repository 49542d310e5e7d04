import { type Kysely, sql } from "kysely";
import type { MoneyReport } from "../domain/operator-store.ts";
import { reachable } from "./reachable.ts";
import type { BillingDatabase } from "./schema.ts";

interface Row {
  currency: string;
  captured: string;
  provisioned: string;
  refunded: string;
  reversed: string;
  in_hands: string;
}

/** The ledger's invariant, by currency: captured = provisioned + refunded + reversed + in hands. */
export function moneyReport(db: Kysely<BillingDatabase>): Promise<MoneyReport[]> {
  return reachable(readReport(db));
}

async function readReport(db: Kysely<BillingDatabase>): Promise<MoneyReport[]> {
  const { rows } = await sql<Row>`
    with booked as (
      select order_id,
        coalesce(sum(amount_minor) filter (where kind = 'refund'), 0) as refunded,
        coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0) as reversed
      from refunds where status = 'completed' group by order_id
    ), money as (
      select o.state, o.captured_currency as currency, o.captured_minor as captured,
        coalesce(b.refunded, 0) as refunded, coalesce(b.reversed, 0) as reversed
      from orders o left join booked b on b.order_id = o.id
      where o.captured_minor > 0
    )
    select currency,
      sum(captured) as captured,
      sum(refunded) as refunded,
      sum(reversed) as reversed,
      coalesce(sum(captured - refunded - reversed) filter (where state = 'provisioned'), 0) as provisioned,
      coalesce(sum(captured - refunded - reversed)
        filter (where state in ('captured', 'refunding', 'needs_attention')), 0) as in_hands
    from money group by currency order by currency`.execute(db);
  return rows.map((row) => {
    const [captured, provisioned] = [BigInt(row.captured), BigInt(row.provisioned)];
    const [refunded, reversed] = [BigInt(row.refunded), BigInt(row.reversed)];
    const inHands = BigInt(row.in_hands);
    const unaccounted = captured - provisioned - refunded - reversed - inHands;
    const { currency } = row;
    return { currency, captured, provisioned, refunded, reversed, inHands, unaccounted };
  });
}
