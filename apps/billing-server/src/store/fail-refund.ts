import { type Kysely, sql } from "kysely";
import type { Cause } from "../domain/audit-event.ts";
import { transition } from "../domain/lifecycle/transition.ts";
import type { Order, OrderId } from "../domain/order.ts";
import { problemTexts } from "../domain/problem-texts.ts";
import type { Refund } from "../domain/refund.ts";
import type { FailedRefund } from "../ports/order-store.ts";
import { type EventWriter, inTransaction, writeEvent } from "./apply-event.ts";
import { lockOrder } from "./find-order.ts";
import type { BillingDatabase } from "./schema.ts";

interface Failing {
  readonly id: OrderId;
  readonly refund: FailedRefund;
  readonly cause: Cause;
}

/** Marks a refund as failed, and writes the order's transition in the same transaction. */
export function failRefund(writer: EventWriter, failed: Failing): Promise<Order | null> {
  return inTransaction(writer, async (inside) => {
    const trx = inside.db;
    const order = await lockOrder(trx, failed.id);
    if (!order) return null;
    const closed = await trx
      .updateTable("refunds")
      .set({
        status: "failed",
        failure_reason: sql`coalesce(${failed.refund.failureReason ?? null}, failure_reason)`,
        failed_at: sql<Date>`now()`,
      })
      .where("id", "=", failed.refund.id)
      .where("status", "=", "requested")
      .executeTakeFirst();
    if (closed.numUpdatedRows === 0n) return order;
    const event = { type: "refund_failed", reason: problemTexts.refund_rejected } as const;
    const move = transition(order, event, new Date());
    const write = { order, event, cause: failed.cause };
    return move ? writeEvent(inside, write, move) : order;
  });
}

/** Records why a refund was not made this time; a completed or failed refund does not change. */
export async function recordRefusal(
  db: Kysely<BillingDatabase>,
  { id }: Refund,
  reason: string,
): Promise<void> {
  await db
    .updateTable("refunds")
    .set({ failure_reason: reason, failed_at: sql<Date>`now()` })
    .where("id", "=", id)
    .where("status", "=", "requested")
    .execute();
}
