import { type Kysely, type RawBuilder, type Selectable, sql } from "kysely";
import { statesAwaiting } from "../domain/state-traits.ts";
import type { Cursor, OrderQuery, OrderWithStateSince } from "../ports/operator-store.ts";
import { isHeldForMerchant } from "./merchant-held.ts";
import { orderOfRow } from "./order-row.ts";
import { hasRefundUnderWay } from "./refunds-under-way.ts";
import type { BillingDatabase, OrdersTable } from "./schema.ts";
import { statesInUse } from "./states-in-use.ts";

const operatorStates = sql`(${sql.join([...statesAwaiting("operator")])})`;
const merchantStates = sql`(${sql.join([...statesAwaiting("merchant")])})`;

// The opposite of `awaitsManualAction`, for a row.
const isOthers = sql<boolean>`(state not in ${operatorStates} and not ${isHeldForMerchant})`;

/** See the port. */
export async function listOrders(
  db: Kysely<BillingDatabase>,
  query: OrderQuery,
): Promise<OrderWithStateSince[]> {
  const { rows } = await sql<Selectable<OrdersTable>>`
    with recursive ${requestedStates(query)}, ${pageOf(query)}
    select orders.* from page join orders using (id)
      order by page.others, page.state_since, page.id`.execute(db);
  return rows.map((row) => ({ order: orderOfRow(row), stateSince: row.state_since }));
}

const requestedStates = ({ states }: OrderQuery) =>
  states === undefined
    ? statesInUse
    : sql`standing (state) as (select distinct unnest(${states}::text[]))`;

/** The page's ids: those that wait for a person, then the others. No state is read to its end. */
function pageOf(query: OrderQuery) {
  if (query.disputed || query.refundUnderWay) return filteredPage(query);
  const neither = sql`state not in ${operatorStates} and state not in ${merchantStates}`;
  const parts = [
    { states: sql`state in ${operatorStates}`, rows: sql`true`, others: false },
    { states: sql`state in ${merchantStates}`, rows: isHeldForMerchant, others: false },
    { states: sql`state in ${merchantStates}`, rows: sql`not ${isHeldForMerchant}`, others: true },
    // Without a condition on the row, the index alone has what is read of the history.
    { states: neither, rows: sql`true`, others: true },
  ];
  const all = parts.map((part) => sql`select * from (${firstOfStates(query, part)}) as part`);
  return sql`page as (
      ${sql.join(all, sql` union all `)} order by others, state_since, id limit ${query.limit}
    )`;
}

interface PartOfList {
  readonly states: RawBuilder<unknown>;
  readonly rows: RawBuilder<unknown>;
  readonly others: boolean;
}

/** The first orders of each of these states, from the index `orders_standing`. */
const firstOfStates = (query: OrderQuery, { states, rows, others }: PartOfList) => sql`
  select first.id, ${sql.lit(others)} as others, first.state_since
    from (select state from standing where ${states}) as standing cross join lateral (
      select id, state_since from orders
        where orders.state = standing.state and ${rows}
          and ${isBehind(query.after, others)} and ${isOldEnough(query)}
        order by state_since, id limit ${query.limit}
    ) as first`;

/** The ids of a page of disputed orders or of those with a pending refund, which are few. */
function filteredPage(query: OrderQuery) {
  const { after, limit, disputed, refundUnderWay } = query;
  return sql`page as (
      select id, ${isOthers} as others, state_since from orders
        where (not ${isOthers} and ${isBehind(after, false)} or ${isOthers} and ${isBehind(after, true)})
          and ${disputed ? sql`disputed` : sql`true`}
          and ${refundUnderWay ? hasRefundUnderWay : sql`true`}
          and state in (select state from standing) and ${isOldEnough(query)}
        order by others, state_since, id limit ${limit}
    )`;
}

/** Whether an order of this part of the list comes after the cursor. */
function isBehind(after: Cursor | null, others: boolean) {
  if (after === null || (others && after.awaitsManualAction)) return sql`true`;
  if (!others && !after.awaitsManualAction) return sql`false`;
  return sql`(state_since, id) > (${after.stateSince}::timestamptz, ${after.id}::uuid)`;
}

// `state_since` is rounded, so it may be slightly in the future.
const isOldEnough = ({ forMs }: OrderQuery) =>
  forMs > 0 ? sql`state_since <= now() - ${forMs} * interval '1 millisecond'` : sql`true`;
