import { type Kysely, sql } from "kysely";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { BillingDatabase } from "./schema.ts";

const isUnderWay = sql<boolean>`refunds.status in ('requested', 'pending')`;

/** Of a row of `orders`: PayPal or the bank has still to do a refund of it. */
export const hasRefundUnderWay = sql<boolean>`exists (
  select from refunds where refunds.order_id = orders.id and ${isUnderWay})`;

/**
 * For how long the oldest refund has been under way among orders that do not wait for it, in seconds;
 * 0 when there is none. An order that is `refunding` shows by its own age.
 */
export async function oldestRefundSeconds(db: Kysely<BillingDatabase>): Promise<number> {
  const { seconds } = await mapConnectionErrors(
    db
      .selectFrom("refunds")
      .innerJoin("orders", "orders.id", "refunds.order_id")
      .select(
        sql<number>`coalesce(extract(epoch from now() - min(refunds.created_at)), 0)::float8`.as(
          "seconds",
        ),
      )
      .where(isUnderWay)
      .where("orders.state", "<>", "refunding")
      .executeTakeFirstOrThrow(),
  );
  return seconds;
}
