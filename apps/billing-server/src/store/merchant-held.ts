import { type Kysely, sql } from "kysely";
import { merchantReasons } from "../domain/pending-reason.ts";
import { statesAwaiting } from "../domain/state-traits.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { BillingDatabase } from "./schema.ts";

/** For a row of `orders`: PayPal holds its payment until the merchant acts there. Never null. */
export const isHeldForMerchant = sql<boolean>`(
  orders.state in (${sql.join([...statesAwaiting("merchant")])}) and coalesce(orders.pending_reason, '') in (${sql.join([...merchantReasons])}))`;

/** The number of payments that PayPal holds until the merchant acts there. */
export async function countMerchantHeld(db: Kysely<BillingDatabase>): Promise<number> {
  const { orders } = await mapConnectionErrors(
    db
      .selectFrom("orders")
      .select(sql<number>`count(*)::int`.as("orders"))
      .where(isHeldForMerchant)
      .executeTakeFirstOrThrow(),
  );
  return orders;
}
