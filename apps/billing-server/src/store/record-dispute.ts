import type { Kysely } from "kysely";
import type { Cause } from "../domain/audit-event.ts";
import { type DisputeUpdate, disputeEvent, supersedes } from "../domain/dispute.ts";
import { transition } from "../domain/lifecycle/transition.ts";
import type { Order, OrderId } from "../domain/order.ts";
import { type EventWriter, inTransaction, writeEvent } from "./apply-event.ts";
import { lockOrder } from "./find-order.ts";
import type { BillingDatabase } from "./schema.ts";

interface RecordedDispute {
  readonly id: OrderId;
  readonly update: DisputeUpdate;
  readonly cause: Cause;
}

/** See the port. The order is locked, so that updates of one dispute are serialized. */
export function recordDispute(
  writer: EventWriter,
  { id, update, cause }: RecordedDispute,
): Promise<Order | null> {
  return inTransaction(writer, async (inside) => {
    const order = await lockOrder(inside.db, id);
    // The order cannot record a dispute before its capture.
    if (!order || order.capturedAmount === 0n) return null;
    if (!(await keepNewest(inside.db, order, update))) return order;
    const event = disputeEvent(order, update);
    const move = event && transition(order, event, new Date());
    if (!event || !move) return order;
    return (await writeEvent(inside, { order, event, cause }, move)) ?? order;
  });
}

/** False if a newer state is recorded. */
async function keepNewest(
  db: Kysely<BillingDatabase>,
  { id }: Order,
  update: DisputeUpdate,
): Promise<boolean> {
  const known = await db
    .selectFrom("disputes")
    .select(["is_open as isOpen", "as_of as updatedAt", "told_at as eventCreatedAt"])
    .where("order_id", "=", id)
    .where("dispute_id", "=", update.disputeId)
    .executeTakeFirst();
  if (known && !supersedes(update, known)) return false;
  const newest = {
    is_open: update.isOpen,
    as_of: update.updatedAt,
    told_at: update.eventCreatedAt,
  };
  await db
    .insertInto("disputes")
    .values({ order_id: id, dispute_id: update.disputeId, ...newest })
    .onConflict((conflict) => conflict.columns(["order_id", "dispute_id"]).doUpdateSet(newest))
    .execute();
  return true;
}
