import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import { bookedRefund, matchRefund, type PayPalRefund, type Refund } from "../domain/refund.ts";
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
  const booked = bookedRefund(match, seen, new Date());
  if (!booked) return false;
  const values = {
    paypal_refund_id: booked.paypalRefundId,
    amount_minor: seen.amount.toString(),
    status: booked.status,
    kind: booked.kind,
    failure_reason: booked.failureReason,
    failed_at: booked.failedAt,
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
