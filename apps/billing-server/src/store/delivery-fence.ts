import { type Kysely, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import { orderOfRow } from "./order-row.ts";
import type { BillingDatabase } from "./schema.ts";

/**
 * Raises the delivery attempt, committed before anything is sent. `null` when the order moved on,
 * another delivery began since the order was read (a frozen replica that wakes up late stops here),
 * or one that was never answered is younger than the grace.
 */
export async function beginDelivery(
  db: Kysely<BillingDatabase>,
  order: Order,
  graceMs: number,
): Promise<Order | null> {
  const row = await db
    .updateTable("orders")
    .set({
      delivery: "open",
      delivery_attempt: order.deliveryAttempt + 1,
      delivery_started_at: sql<Date>`now()`,
    })
    .where("id", "=", order.id)
    .where("state", "=", "captured")
    .where("delivery_attempt", "=", order.deliveryAttempt)
    .where(({ eb, or }) =>
      or([
        eb("delivery", "!=", "open"),
        sql<boolean>`delivery_started_at < now() - ${graceMs} * interval '1 millisecond'`,
      ]),
    )
    .returningAll()
    .executeTakeFirst();
  return row ? orderOfRow(row) : null;
}

/** Notes what became of an attempt, unless a later one has begun. */
export async function endDelivery(
  db: Kysely<BillingDatabase>,
  order: Order,
  trace: "none" | "answered",
): Promise<void> {
  await db
    .updateTable("orders")
    .set({ delivery: trace })
    .where("id", "=", order.id)
    .where("delivery_attempt", "=", order.deliveryAttempt)
    .execute();
}
