import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import { nextReadAt } from "../domain/sweep-schedule.ts";
import { hasRefundUnderWay } from "./refunds-under-way.ts";
import type { BillingDatabase } from "./schema.ts";

/**
 * When an order in this state is read next, as a value for its row's `due_at`. An order with a
 * pending refund is read for that, whatever its state. At least a minute from now by the database's
 * clock, which decides what is due: otherwise a replica whose clock is behind could make an order
 * due at once.
 */
export function dueAt(
  state: Order["state"],
  order: Pick<Order, "createdAt" | "approveBefore" | "reversedAmount">,
): RawBuilder<Date | null> {
  const now = new Date();
  const usual = soonest(nextReadAt(state, order, now));
  const withRefund = soonest(nextReadAt("refunding", order, now));
  return sql<Date | null>`case
    when ${hasRefundUnderWay} then least(${usual}, ${withRefund})
    else ${usual} end`;
}

const soonest = (at: Date | null): RawBuilder<Date | null> =>
  at === null
    ? sql`null::timestamptz`
    : sql`greatest(${at}::timestamptz, now() + interval '1 minute')`;

/** Call this after adding a refund to an order whose row was written before. */
export async function scheduleRefundRead(db: Kysely<BillingDatabase>, order: Order): Promise<void> {
  const due = { due_at: dueAt(order.state, order) };
  await db.updateTable("orders").set(due).where("id", "=", order.id).execute();
}
