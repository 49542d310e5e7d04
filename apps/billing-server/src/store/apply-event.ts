import { type Kysely, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import type { Cause } from "../domain/order-store.ts";
import { type Job, type OrderEvent, transition } from "../domain/transition.ts";
import { orderOfRow, rowOfChanges } from "./order-row.ts";
import type { BillingDatabase } from "./schema.ts";

/** Queues a job inside the caller's transaction. */
export type Enqueue = (trx: Kysely<BillingDatabase>, job: Job, order: Order) => Promise<void>;

/** The channel on which every replica hears that an order moved; the payload is our order id. */
export const orderChangedChannel = "order_changed";

interface AppliedEvent {
  readonly db: Kysely<BillingDatabase>;
  readonly enqueue: Enqueue;
  readonly order: Order;
  readonly event: OrderEvent;
  readonly cause: Cause;
}

/**
 * State, audit event, job and notification in one transaction: either all of it happened or none.
 * The version in the WHERE settles every race; the loser gets `null` and re-reads.
 */
export async function applyEvent(applied: AppliedEvent): Promise<Order | null> {
  const { db, enqueue, order, event, cause } = applied;
  const move = transition(order, event, new Date());
  if (!move) return null;
  const write = async (trx: Kysely<BillingDatabase>): Promise<Order | null> => {
    const moved = await trx
      .with("moved", (query) =>
        query
          .updateTable("orders")
          .set({ ...rowOfChanges(move.changes), state: move.state, version: order.version + 1 })
          .where("id", "=", order.id)
          .where("state", "=", order.state)
          .where("version", "=", order.version)
          .returningAll(),
      )
      .with("logged", (query) =>
        query
          .insertInto("order_events")
          .expression((insert) =>
            insert
              .selectFrom("moved")
              .select(({ ref, val }) => [
                ref("moved.id").as("order_id"),
                ref("moved.version").as("version"),
                val(event.type).as("event"),
                val(order.state).as("from_state"),
                ref("moved.state").as("to_state"),
                ref("moved.problem").as("problem"),
                val(cause.by).as("caused_by"),
                val(cause.debugId ?? null).as("debug_id"),
                sql<Date>`now()`.as("at"),
              ]),
          ),
      )
      .selectFrom("moved")
      .selectAll("moved")
      .select(sql`pg_notify(${orderChangedChannel}, moved.id::text)`.as("notified"))
      .executeTakeFirst();
    if (!moved) return null;
    const now = orderOfRow(moved);
    if (move.job) await enqueue(trx, move.job, now);
    return now;
  };
  return move.job ? db.transaction().execute(write) : write(db);
}
