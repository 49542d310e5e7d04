import { type Kysely, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import type { OwnOrdersQuery } from "../ports/order-store.ts";
import { orderColumns, orderOfRow } from "./order-row.ts";
import type { BillingDatabase } from "./schema.ts";

/** See the port. The index `orders_of_user` has the order of the list, so a page costs its own rows. */
export async function listOfUser(
  db: Kysely<BillingDatabase>,
  { userId, clusterName, createdFrom, createdBefore, after, limit }: OwnOrdersQuery,
): Promise<Order[]> {
  // Earlier releases stored user ids as sent.
  const isOwn = sql<boolean>`lower(user_id) = ${userId}`;
  let query = db.selectFrom("orders").select(orderColumns).where(isOwn);
  if (clusterName !== undefined) query = query.where("cluster_name", "=", clusterName);
  if (createdFrom) query = query.where("created_at", ">=", createdFrom);
  if (createdBefore) query = query.where("created_at", "<", createdBefore);
  if (after !== null)
    // The database compares its own time: a Date would lose the microseconds.
    query = query.where(
      sql<boolean>`(created_at, id) < (select created_at, id from orders
        where id = ${after}::uuid and lower(user_id) = ${userId})`,
    );
  const rows = await query
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(orderOfRow);
}
