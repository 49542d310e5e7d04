import type { Kysely } from "kysely";
import type { OrderId } from "../domain/order.ts";
import type { Refund, RefundId } from "../domain/refund.ts";
import type { BillingDatabase } from "./schema.ts";

/** All recorded refunds and reversals of an order, oldest first. */
export async function listRefunds(db: Kysely<BillingDatabase>, id: OrderId): Promise<Refund[]> {
  const rows = await db
    .selectFrom("refunds")
    .selectAll()
    .where("order_id", "=", id)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id as RefundId,
    paypalRefundId: row.paypal_refund_id,
    amount: row.amount_minor === null ? null : BigInt(row.amount_minor),
    status: row.status,
    kind: row.kind,
    failureReason: row.failure_reason,
    failedAt: row.failed_at,
  }));
}
