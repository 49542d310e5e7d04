import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import { nextReadAt } from "../domain/sweep-schedule.ts";
import { hasRefundUnderWay } from "./refunds-under-way.ts";
import type { BillingDatabase } from "./schema.ts";

/**
 * When an order in that state is looked at next, as a value for its row's `due_at`: a refund that
 * PayPal or the bank has still to do is looked after, whatever its order is waiting for. Never in less
 * than a minute by the database's clock, which says what is due: on a replica whose own clock is
 * behind, an order would be due again as soon as it was looked at.
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

/** To be called once a refund is under way of an order whose row was written before. */
export async function scheduleRefundRead(db: Kysely<BillingDatabase>, order: Order): Promise<void> {
  const due = { due_at: dueAt(order.state, order) };
  await db.updateTable("orders").set(due).where("id", "=", order.id).execute();
}
