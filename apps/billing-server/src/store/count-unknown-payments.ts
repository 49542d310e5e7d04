import { type Kysely, sql } from "kysely";
import { unknownPayment } from "../domain/paypal-event.ts";
import { reachable } from "./reachable.ts";
import type { BillingDatabase } from "./schema.ts";

/**
 * How many payments to us came to light in the last seven days whose order we do not have. Not for
 * longer: one that a person has refunded at PayPal looks the same.
 */
export async function countUnknownPayments(db: Kysely<BillingDatabase>): Promise<number> {
  const { payments } = await reachable(
    db
      .selectFrom("webhook_events")
      .select(sql<number>`count(*)::int`.as("payments"))
      .where("outcome", "=", unknownPayment)
      .where("received_at", ">", sql<Date>`now() - interval '7 days'`)
      .executeTakeFirstOrThrow(),
  );
  return payments;
}
