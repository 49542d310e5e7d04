import { type Kysely, sql } from "kysely";
import type { Order, OrderId } from "../domain/order.ts";
import { orderColumns, orderOfRow } from "./order-row.ts";
import { executePrepared } from "./prepared-statements.ts";
import type { BillingDatabase } from "./schema.ts";

/** The order with this value in a unique column. */
export async function findOrder(
  db: Kysely<BillingDatabase>,
  column: "id" | "paypal_order_id" | "capture_id",
  value: string,
): Promise<Order | null> {
  const query = db.selectFrom("orders").select(orderColumns).where(column, "=", value);
  const [row] = await executePrepared(db, query);
  return row ? orderOfRow(row) : null;
}

/** The fingerprint of the request that created the order; every create with an idempotency key reads it. */
export async function findFingerprint(
  db: Kysely<BillingDatabase>,
  id: OrderId,
): Promise<{ readonly fingerprint: string | null } | null> {
  const query = db.selectFrom("orders").select("fingerprint").where("id", "=", id);
  const [row] = await executePrepared(db, query);
  return row ?? null;
}

/**
 * The orders with this dispute, including those for which an earlier release stored it in
 * `open_disputes` only.
 */
export async function findDisputed(
  db: Kysely<BillingDatabase>,
  disputeId: string,
): Promise<Order[]> {
  return (await disputedOrders(db, disputeId).execute()).map(orderOfRow);
}

/** A union, since PostgreSQL would scan all orders for an `or`. */
export function disputedOrders(db: Kysely<BillingDatabase>, disputeId: string) {
  const noted = db
    .selectFrom("disputes")
    .select("order_id as id")
    .where("dispute_id", "=", disputeId);
  const open = db
    .selectFrom("orders")
    .select("id")
    .where(sql<boolean>`disputed and open_disputes @> array[${disputeId}]::text[]`);
  return db.selectFrom("orders").selectAll().where("id", "in", noted.union(open)).orderBy("id");
}

/**
 * The order, locked until the caller's transaction ends, so that concurrent writers are serialized.
 */
export async function lockOrder(trx: Kysely<BillingDatabase>, id: OrderId): Promise<Order | null> {
  const row = await trx
    .selectFrom("orders")
    .selectAll()
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row ? orderOfRow(row) : null;
}
