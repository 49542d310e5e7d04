import { type Kysely, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import { orderOfRow } from "./order-row.ts";
import type { BillingDatabase } from "./schema.ts";

/**
 * How long ago the order's delivery began, in milliseconds; `null` when none did. Asked of the database,
 * because the clocks of replicas differ.
 */
export async function deliveryAgeMs(
  db: Kysely<BillingDatabase>,
  order: Order,
): Promise<number | null> {
  const row = await db
    .selectFrom("orders")
    .select(sql<number>`extract(epoch from now() - delivery_started_at)::float8 * 1000`.as("age"))
    .where("id", "=", order.id)
    .where("delivery_started_at", "is not", null)
    .executeTakeFirst();
  return row?.age ?? null;
}

/**
 * Raises the delivery attempt, committed before anything is sent. `null` when the order moved on or
 * another delivery began since it was read: a frozen replica that wakes up late stops here.
 */
export async function beginDelivery(
  db: Kysely<BillingDatabase>,
  order: Order,
): Promise<Order | null> {
  const row = await db
    .updateTable("orders")
    .set({
      // From here on the row has the id as this delivery writes it.
      user_id: order.details.user_id,
      delivery: "open",
      delivery_attempt: order.deliveryAttempt + 1,
      delivery_started_at: sql<Date>`now()`,
    })
    .where("id", "=", order.id)
    .where("state", "=", "captured")
    .where("delivery_attempt", "=", order.deliveryAttempt)
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
