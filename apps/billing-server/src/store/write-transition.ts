import { type Kysely, sql } from "kysely";
import type { Cause } from "../domain/audit-event.ts";
import type { Transition } from "../domain/lifecycle/transition.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import type { Order } from "../domain/order.ts";
import { dueAt } from "./due-at.ts";
import { orderColumns, orderOfRow, rowOfChanges } from "./order-row.ts";
import { executePrepared } from "./prepared-statements.ts";
import { reserveClusterName } from "./purchase-guard.ts";
import type { BillingDatabase } from "./schema.ts";

/** The channel that notifies every replica of a changed order; the payload is our order id. */
export const orderChangedChannel = "order_changed";

interface TransitionToWrite {
  readonly order: Order;
  readonly event: OrderEvent;
  readonly cause: Cause;
  readonly move: Transition;
  /** Whether to reserve the cluster name. */
  readonly reservesName: boolean;
}

interface Written {
  readonly order: Order;
  /** Whether the name was to be reserved and another order has it. */
  readonly isNameTaken: boolean;
}

/**
 * Writes row, audit event, reservation and notification in one statement. Returns `null` if the order has
 * changed, or a delivery of it has started, since it was read.
 */
export async function writeTransition(
  db: Kysely<BillingDatabase>,
  { order, event, cause, move, reservesName }: TransitionToWrite,
): Promise<Written | null> {
  const columns = {
    ...rowOfChanges(move.changes),
    state: move.state,
    version: order.version + 1,
    ...(move.state === order.state
      ? // The state is unchanged, so an earlier read that is scheduled already stays.
        { due_at: sql<Date | null>`least(orders.due_at, ${dueAt(move.state, order)})` }
      : { due_at: dueAt(move.state, order), state_since: sql<Date>`now()` }),
  };
  const written = db
    .with("moved", (query) =>
      query
        .updateTable("orders")
        .set(columns)
        .where("id", "=", order.id)
        .where("state", "=", order.state)
        .where("version", "=", order.version)
        .where("delivery_attempt", "=", order.deliveryAttempt)
        // Only the outer list fixes the type of the result.
        .returningAll(),
    )
    .with("logged", (query) =>
      query
        .insertInto("order_events")
        .columns([
          "order_id",
          "version",
          "event",
          "from_state",
          "to_state",
          "problem",
          "caused_by",
          "debug_id",
          "actor",
          "note",
          "at",
        ])
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
              val(cause.actor ?? null).as("actor"),
              val(cause.note ?? null).as("note"),
              sql<Date>`now()`.as("at"),
            ]),
        ),
    )
    .with("reserved", (query) => reserveClusterName(query, { order, isWanted: reservesName }))
    .selectFrom("moved")
    .select(orderColumns)
    .select(sql<boolean>`exists (select from reserved)`.as("is_reserved"))
    .select(sql`pg_notify(${orderChangedChannel}, moved.id::text)`.as("notified"));
  const [moved] = await executePrepared(db, written);
  if (!moved) return null;
  return { order: orderOfRow(moved), isNameTaken: reservesName && !moved.is_reserved };
}
