import { type Kysely, sql } from "kysely";
import { refundStatusesUnderWay } from "../domain/refund.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { BillingDatabase } from "./schema.ts";

// Literals, as in the predicate of the index refunds_under_way.
const isUnderWay = sql<boolean>`refunds.status in (${sql.join(refundStatusesUnderWay.map(sql.lit))})`;

/** For a row of `orders`: PayPal or the bank has still to complete one of its refunds. */
export const hasRefundUnderWay = sql<boolean>`exists (
  select from refunds where refunds.order_id = orders.id and ${isUnderWay})`;

/**
 * The age in seconds of the oldest pending refund of an order that is not `refunding`; 0 if there
 * is none. An order in `refunding` shows in the age of its state.
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
