import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import { mergeRefund, matchRefund, type PayPalRefund, type Refund } from "../domain/refund.ts";
import { remainingAmount } from "../domain/remaining-amount.ts";
import type { BillingDatabase } from "./schema.ts";

interface Upsert {
  readonly order: Order;
  /** The rows of the order. */
  readonly known: readonly Refund[];
  readonly seen: PayPalRefund;
}

/** Stores a refund of PayPal in the row that it belongs to, or in a new one; false if nothing changed. */
export async function upsertRefund(
  db: Kysely<BillingDatabase>,
  { order, known, seen }: Upsert,
): Promise<boolean> {
  const match = matchRefund(known, seen, remainingAmount(order));
  const merged = mergeRefund(match, seen, new Date());
  if (!merged) return false;
  const values = {
    paypal_refund_id: merged.paypalRefundId,
    amount_minor: seen.amount.toString(),
    status: merged.status,
    kind: merged.kind,
    failure_reason: merged.failureReason,
    failed_at: merged.failedAt,
    updated_at: sql<Date>`now()`,
  };
  if (match) await db.updateTable("refunds").set(values).where("id", "=", match.id).execute();
  else
    await db
      .insertInto("refunds")
      .values({ id: randomUUID(), order_id: order.id, reason: null, ...values })
      .execute();
  return true;
}
