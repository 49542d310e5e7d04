import { type Kysely, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import { dueAt } from "./due-at.ts";
import { orderOfRow } from "./order-row.ts";
import type { BillingDatabase } from "./schema.ts";

/**
 * Claims due orders: `skip locked` lets several sweepers share the work, and the new due time, set in
 * the same transaction, keeps a claimed order from being claimed again. A sweeper that dies loses
 * only this look.
 */
export function claimDue(db: Kysely<BillingDatabase>, limit: number): Promise<Order[]> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom("orders")
      .selectAll()
      .where("due_at", "<=", sql<Date>`now()`)
      .orderBy("due_at")
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
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
