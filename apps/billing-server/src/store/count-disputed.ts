import { type Kysely, sql } from "kysely";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { BillingDatabase } from "./schema.ts";

/** The number of orders with an open dispute at PayPal. */
export async function countDisputed(db: Kysely<BillingDatabase>): Promise<number> {
  const { orders } = await mapConnectionErrors(
    db
      .selectFrom("orders")
      .select(sql<number>`count(*)::int`.as("orders"))
      .where("disputed", "=", true)
      .executeTakeFirstOrThrow(),
  );
  return orders;
}
