import { type Kysely, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { BillingDatabase } from "./schema.ts";

type ReadResult = Parameters<OrderStore["recordPayPalRead"]>[1];

/** See the port. Uses the database's clock, which also decides what is due. */
export async function recordPayPalRead(
  db: Kysely<BillingDatabase>,
  order: Order,
  { isFound, readAgainMs }: ReadResult,
): Promise<void> {
  const missing = isFound
    ? { missing_since: null, missing_looks: 0 }
    : {
        missing_since: sql<Date>`coalesce(missing_since, now())`,
        missing_looks: sql<number>`missing_looks + 1`,
      };
  const again = {
    due_at: sql<Date>`least(due_at, now() + ${readAgainMs} * interval '1 millisecond')`,
  };
  await db
    .updateTable("orders")
    .set(readAgainMs === null ? missing : { ...missing, ...again })
    .where("id", "=", order.id)
    // The order may have changed since, and be due for something else.
    .where("version", "=", order.version)
    .execute();
}
