import { type Kysely, type RawBuilder, type Selectable, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import { dueAt } from "./due-at.ts";
import { orderOfRow } from "./order-row.ts";
import type { BillingDatabase, OrdersTable } from "./schema.ts";

/**
 * Claims due orders, taking users in turn: the longest due order of each user, then the second of
 * each. So a user with hundreds of due orders does not delay the others. `skip locked` lets several
 * sweepers share the work. The new due time, set in the same transaction, prevents a second claim.
 * A sweeper that crashes loses only this read.
 */
export function claimDue(db: Kysely<BillingDatabase>, limit: number): Promise<Order[]> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await dueOrders(limit).execute(trx);
    const orders = rows.map(orderOfRow);
    for (const order of orders) {
      await trx
        .updateTable("orders")
        .set({ due_at: dueAt(order.state, order) })
        .where("id", "=", order.id)
        .execute();
    }
    return orders;
  });
}

// Limits the work of one claim. Far above the number of open orders that a user may have.
const consideredAtOnce = 10_000;

/**
 * The statement of a claim. Ranked rows cannot be locked, so the ranked ids are read first and
 * locked one by one. `due_at` is checked again after the lock.
 */
export const dueOrders = (limit: number): RawBuilder<Selectable<OrdersTable>> => sql`
  with ranked as (
    select id, due_at, row_number() over (partition by user_id order by due_at) as turn
      from (
        select id, user_id, due_at from orders
          where due_at <= now() order by due_at limit ${consideredAtOnce}
      ) as longest_due
  )
  select claimed.* from (select id from ranked order by turn, due_at) as next
    cross join lateral (
      select * from orders where id = next.id and due_at <= now() for update skip locked
    ) as claimed
    limit ${limit}`;
