import { type Kysely, type QueryCreator, sql } from "kysely";
import type { Order, PayPalOrderId } from "../domain/order.ts";
import { executePrepared } from "./prepared-statements.ts";
import type { BillingDatabase } from "./schema.ts";

/** Another order of the same user is paying, or has just paid, for a cluster of this name. */
export class ClusterNameReserved extends Error {
  readonly holder: PayPalOrderId;

  constructor(holder: PayPalOrderId) {
    super("This user is paying for a cluster of this name already.");
    this.name = "ClusterNameReserved";
    this.holder = holder;
  }
}

interface Reservation {
  readonly order: Order;
  /** `false` reserves nothing. */
  readonly isWanted: boolean;
}

/**
 * Reserves the cluster name of this user for the order, if the part `moved` of the same statement has
 * it; the primary key decides between two payments. The reservation lasts until
 * `releaseClusterNameAfter`. Returns no row if another order has the name, also if it had the name only
 * when this order was created.
 */
export function reserveClusterName(
  db: QueryCreator<BillingDatabase>,
  { order: { id, details }, isWanted }: Reservation,
) {
  const claim = { order_id: id, held_until: forEver };
  return db
    .insertInto("purchases")
    .columns(["user_id", "cluster_name", "order_id", "held_until"])
    .expression(
      sql`select ${details.user_id}, ${details.cluster_name}, moved.id, ${forEver}
            from moved where ${isWanted}::boolean`,
    )
    .onConflict((conflict) =>
      conflict
        .columns(["user_id", "cluster_name"])
        .doUpdateSet(claim)
        .where(({ or, eb }) =>
          or([
            eb("purchases.order_id", "=", id),
            eb("purchases.held_until", "<=", (places) =>
              places.selectFrom("orders").select("created_at").where("id", "=", id),
            ),
          ]),
        ),
    )
    .returning("order_id");
}

/** The order that has the name instead. The failed reservation has locked the row, so it exists. */
export async function findHolder(
  db: Kysely<BillingDatabase>,
  { details }: Order,
): Promise<PayPalOrderId> {
  const holder = await db
    .selectFrom("purchases")
    .innerJoin("orders", "orders.id", "purchases.order_id")
    .select("orders.paypal_order_id")
    .where("purchases.user_id", "=", details.user_id)
    .where("purchases.cluster_name", "=", details.cluster_name)
    .executeTakeFirstOrThrow();
  return holder.paypal_order_id as PayPalOrderId;
}

const forEver = sql<Date>`'infinity'::timestamptz`;

/**
 * After the cluster was ordered: an order for the same name after this time means another cluster.
 */
export async function releaseClusterNameAfter(
  db: Kysely<BillingDatabase>,
  order: Order,
  windowMs: number,
): Promise<void> {
  const query = db
    .updateTable("purchases")
    .set({ held_until: sql<Date>`now() + ${windowMs} * interval '1 millisecond'` })
    .where("order_id", "=", order.id);
  await executePrepared(db, query);
}

/** Releases the name: nothing was paid, or everything was returned. */
export async function releaseClusterName(db: Kysely<BillingDatabase>, order: Order): Promise<void> {
  await db.deleteFrom("purchases").where("order_id", "=", order.id).execute();
}
