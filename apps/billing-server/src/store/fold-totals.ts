import { type Kysely, sql } from "kysely";
import type { BillingDatabase } from "./schema.ts";

// So that the statement ends in time however many changes an outage of the job left behind.
const changesAtOnce = 100_000;

/**
 * Moves the recorded changes into the totals, in one statement. Those of orders that the audit's
 * current pass has read change its sums, too. Call it with the row of `ledger_audit` locked.
 */
export async function foldTotals(trx: Kysely<BillingDatabase>): Promise<void> {
  await sql`
    with taken as (
      delete from order_total_changes
        where ctid = any(array(select ctid from order_total_changes limit ${changesAtOnce}))
        returning *,
        (order_id <= (select through from ledger_audit)) is true as is_audited
    )
    insert into order_totals as totals
      select state, currency, sum(orders), sum(captured_minor), sum(refunded_minor),
          sum(reversed_minor), ${audited("orders")}, ${audited("captured_minor")},
          ${audited("refunded_minor")}, ${audited("reversed_minor")}
        from taken group by state, currency order by state, currency
      on conflict (state, currency) do update set
        orders = totals.orders + excluded.orders,
        captured_minor = totals.captured_minor + excluded.captured_minor,
        refunded_minor = totals.refunded_minor + excluded.refunded_minor,
        reversed_minor = totals.reversed_minor + excluded.reversed_minor,
        ${addAudited}`.execute(trx);
  await trx
    .updateTable("ledger_audit")
    .set({ folded_at: sql<Date>`now()` })
    .execute();
}

const audited = (column: string) =>
  sql`coalesce(sum(${sql.ref(column)}) filter (where is_audited), 0)`;

/** For `on conflict do update` of `order_totals as totals`. */
export const addAudited = sql`
  audited_orders = totals.audited_orders + excluded.audited_orders,
  audited_captured_minor = totals.audited_captured_minor + excluded.audited_captured_minor,
  audited_refunded_minor = totals.audited_refunded_minor + excluded.audited_refunded_minor,
  audited_reversed_minor = totals.audited_reversed_minor + excluded.audited_reversed_minor`;
