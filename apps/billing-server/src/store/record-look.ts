import { type Kysely, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { BillingDatabase } from "./schema.ts";

type Look = Parameters<OrderStore["recordLook"]>[1];

/** See the port. By the database's clock, which also says what is due. */
export async function recordLook(
  db: Kysely<BillingDatabase>,
  order: Order,
  { isFound, againMs }: Look,
): Promise<void> {
  const missing = isFound
    ? { missing_since: null, missing_looks: 0 }
    : {
        missing_since: sql<Date>`coalesce(missing_since, now())`,
        missing_looks: sql<number>`missing_looks + 1`,
      };
  const again = { due_at: sql<Date>`least(due_at, now() + ${againMs} * interval '1 millisecond')` };
  await db
    .updateTable("orders")
    .set(againMs === null ? missing : { ...missing, ...again })
    .where("id", "=", order.id)
    // The order may have moved meanwhile, and be due for something else.
    .where("version", "=", order.version)
    .execute();
}
