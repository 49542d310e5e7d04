import { type Kysely, sql } from "kysely";
import type { Order } from "../domain/order.ts";
import type { BillingDatabase } from "./schema.ts";

/** Another order of the same user pays, or has just paid, for a cluster of the same name. */
export class PurchaseTaken extends Error {
  constructor() {
    super("This user is paying for a cluster of this name already.");
    this.name = "PurchaseTaken";
  }
}

/**
 * Takes the user's place for this cluster name, or renews it; the primary key settles the race of two
 * payments. Held for ever while PayPal has not decided. Throws PurchaseTaken.
 */
export async function claimPurchase(
  db: Kysely<BillingDatabase>,
  order: Order,
  windowMs: number,
): Promise<void> {
  const until =
    order.state === "captured"
      ? sql<Date>`now() + ${windowMs} * interval '1 millisecond'`
      : sql<Date>`'infinity'::timestamptz`;
  const claimed = await db
    .insertInto("purchases")
    .values({
      user_id: order.details.user_id.toLowerCase(),
      cluster_name: order.details.cluster_name,
      order_id: order.id,
      held_until: until,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["user_id", "cluster_name"])
        .doUpdateSet({ order_id: order.id, held_until: until })
        .where(({ or, eb }) =>
          or([
            eb("purchases.order_id", "=", order.id),
            eb("purchases.held_until", "<=", sql<Date>`now()`),
          ]),
        ),
    )
    .returning("order_id")
    .executeTakeFirst();
  if (!claimed) throw new PurchaseTaken();
}

/** Gives the place up: nothing was paid, or everything was given back. */
export async function releasePurchase(db: Kysely<BillingDatabase>, order: Order): Promise<void> {
  await db.deleteFrom("purchases").where("order_id", "=", order.id).execute();
}
