import { sql } from "kysely";

/**
 * For `from`: orders and money by state and currency, as of this statement's snapshot. The changes
 * are those that the audit job has still to add to the totals.
 */
export const currentTotals = sql`(
  select state, currency, sum(orders) as orders, sum(captured_minor) as captured,
      sum(refunded_minor) as refunded, sum(reversed_minor) as reversed
    from (
      select state, currency, orders, captured_minor, refunded_minor, reversed_minor
        from order_totals
      union all
      select state, currency, orders, captured_minor, refunded_minor, reversed_minor
        from order_total_changes
    ) as parts
    group by state, currency
)`;
