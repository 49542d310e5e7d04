import { sql } from "kysely";

/**
 * A CTE `standing` for `with recursive`: the states that any order is in, including those of a later
 * release. Reads one index entry for each state, where `distinct` would read all orders.
 */
export const statesInUse = sql`standing (state) as (
  (select state from orders order by state limit 1)
  union all
  select (select orders.state from orders where orders.state > standing.state order by state limit 1)
    from standing where standing.state is not null
)`;
