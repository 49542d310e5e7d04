import { type Kysely, sql } from "kysely";
import type { StateCount } from "../ports/operator-store.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import { currentTotals } from "./current-totals.ts";
import type { BillingDatabase } from "./schema.ts";
import { statesInUse } from "./states-in-use.ts";

/**
 * The number of orders in each state, and the age of the oldest; states without orders are omitted.
 * The numbers are the running totals; the ages are read from one index entry for each state.
 */
export async function countStates(db: Kysely<BillingDatabase>): Promise<StateCount[]> {
  const { rows } = await mapConnectionErrors(
    sql<StateCount>`
      with recursive ${statesInUse}, counted as (
        select state, sum(orders)::int as orders from ${currentTotals} as totals group by state
      )
      select state, coalesce(orders, 0) as orders,
          extract(epoch from now() - oldest.state_since)::float8 as "oldestSeconds"
        from standing
          cross join lateral (
            select state_since from orders
              where orders.state = standing.state order by state_since limit 1
          ) as oldest
          left join counted using (state)`.execute(db),
  );
  return rows;
}
