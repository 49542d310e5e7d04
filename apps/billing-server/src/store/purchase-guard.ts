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
 * Takes the user's place for this cluster name, or keeps it; the primary key settles the race of two
 * payments. Held for ever, until `freePurchaseAfter`. False when the place is another order's, or was
 * when this one was opened: what was refused once is not taken later after all.
 */
export async function claimPurchase(db: Kysely<BillingDatabase>, order: Order): Promise<boolean> {
  const claim = { order_id: order.id, held_until: forEver };
  const claimed = await db
    .insertInto("purchases")
    .values({
      user_id: order.details.user_id,
      cluster_name: order.details.cluster_name,
      ...claim,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["user_id", "cluster_name"])
        .doUpdateSet(claim)
        .where(({ or, eb }) =>
          or([
            eb("purchases.order_id", "=", order.id),
            eb("purchases.held_until", "<=", (places) =>
              places.selectFrom("orders").select("created_at").where("id", "=", order.id),
            ),
          ]),
        ),
    )
    .returning("order_id")
    .executeTakeFirst();
  return claimed !== undefined;
}

const forEver = sql<Date>`'infinity'::timestamptz`;

/** The cluster was ordered: who orders one of that name after so long means another. */
export async function freePurchaseAfter(
  db: Kysely<BillingDatabase>,
  order: Order,
  windowMs: number,
): Promise<void> {
  await db
    .updateTable("purchases")
    .set({ held_until: sql<Date>`now() + ${windowMs} * interval '1 millisecond'` })
    .where("order_id", "=", order.id)
    .execute();
}

/** Gives the place up: nothing was paid, or everything was given back. */
export async function releasePurchase(db: Kysely<BillingDatabase>, order: Order): Promise<void> {
  await db.deleteFrom("purchases").where("order_id", "=", order.id).execute();
}
