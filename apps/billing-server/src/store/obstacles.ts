import type pg from "pg";
import type { ClusterDetails, PayPalOrderId } from "../domain/order.ts";
import type { Obstacles } from "../domain/order-store.ts";

// Prepared by name: every customer who orders waits for it.
const text = `
  select (
    select orders.paypal_order_id
      from purchases join orders on orders.id = purchases.order_id
      where purchases.user_id = $1 and purchases.cluster_name = $2
        and purchases.held_until > now()
  ) as name_held_by`;

interface Row {
  readonly name_held_by: PayPalOrderId | null;
}

/** What stands against one more order of that user for that cluster name, in one statement. */
export async function findObstacles(pool: pg.Pool, details: ClusterDetails): Promise<Obstacles> {
  const values = [details.user_id, details.cluster_name];
  const { rows } = await pool.query<Row>({ name: "obstacles", text, values });
  return { nameHeldBy: rows[0]?.name_held_by ?? null };
}
