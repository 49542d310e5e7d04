import { type Kysely, type RawBuilder, type Selectable, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import { dueAt } from "./due-at.ts";
import { orderOfRow } from "./order-row.ts";
import type { BillingDatabase, OrdersTable } from "./schema.ts";

/**
 * Claims due orders, the users in turn: one order of each user, the longest due first, then a second one of
 * each. A user with hundreds of due orders does not hold up the others. `skip locked` lets several sweepers
 * share the work, and the new due time, set in the same transaction, keeps a claimed order from being
 * claimed again. A sweeper that dies loses only this look.
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

// Bounds the work of a claim however many orders are due. Far above what one user may have open.
const consideredAtOnce = 10_000;

/**
 * The statement of a claim. Ranks can't be locked, so the ranked ids come first and each of them is locked on
 * its own until there are enough; `due_at` is looked at again once the lock is there.
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
