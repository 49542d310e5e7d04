import { type Kysely, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import { statesWithJob } from "../domain/state-traits.ts";
import { orderColumns, orderOfRow } from "./order-row.ts";
import { executePrepared } from "./prepared-statements.ts";
import type { BillingDatabase } from "./schema.ts";

/**
 * The time since the order's delivery started, in milliseconds; `null` if none did. Uses the
 * database's clock, because the replicas' clocks differ.
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
 * Increases the delivery attempt and commits it before anything is sent. `null` if the order
 * changed or another delivery started since it was read, for example while this replica was frozen.
 */
export async function beginDelivery(
  db: Kysely<BillingDatabase>,
  order: Order,
): Promise<Order | null> {
  const query = db
    .updateTable("orders")
    .set({
      // The row has the id that this delivery sends.
      user_id: order.details.user_id,
      delivery: "open",
      delivery_attempt: order.deliveryAttempt + 1,
      delivery_started_at: sql<Date>`now()`,
    })
    .where("id", "=", order.id)
    .where("state", "in", statesWithJob("deliver"))
    .where("delivery_attempt", "=", order.deliveryAttempt)
    .returning(orderColumns);
  const [row] = await executePrepared(db, query);
  return row ? orderOfRow(row) : null;
}

/** Records the outcome of an attempt, unless a later attempt has started. */
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
