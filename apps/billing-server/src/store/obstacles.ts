import pg from "pg";
import type { ClusterDetails, PayPalOrderId } from "../domain/order.ts";
import { statesWhere } from "../domain/state-traits.ts";
import type { Obstacles } from "../ports/order-store.ts";

// Literals, as in the predicate of the index: a parameter would keep a prepared statement from using it.
const openStates = statesWhere("countsAsOpen").map(pg.escapeLiteral).join(", ");

/** Open orders of the user, the first to expire first, up to the limit. */
const openOrders = (user: string, limit: string) => `
  select approve_before from orders
    where user_id = ${user} and state in (${openStates}) and approve_before > now()
    order by approve_before limit ${limit}`;

/**
 * An SQL condition: whether the user may have one more open order. A `null` limit allows any
 * number.
 */
export const hasRoomFor = (user: string, limit: string): string =>
  `(${limit} is null or (select count(*) from (${openOrders(user, limit)}) as open) < ${limit})`;

// A named prepared statement, since every new order waits for it.
const text = `
  select (
    select orders.paypal_order_id
      from purchases join orders on orders.id = purchases.order_id
      where purchases.user_id = $1 and purchases.cluster_name = $2
        and purchases.held_until > now()
  ) as name_held_by, (
    select min(approve_before) from (${openOrders("$1", "$3::int")}) as open
      having count(*) >= $3::int
  ) as full_until`;

interface Row {
  readonly name_held_by: PayPalOrderId | null;
  readonly full_until: Date | null;
}

/** What prevents one more order of this user for this cluster name, in one statement. */
export async function findObstacles(
  pool: pg.Pool,
  details: ClusterDetails,
  openOrdersPerUser: number | null,
): Promise<Obstacles> {
  const values = [details.user_id, details.cluster_name, openOrdersPerUser];
  const { rows } = await pool.query<Row>({ name: "obstacles", text, values });
  return { nameHeldBy: rows[0]?.name_held_by ?? null, fullUntil: rows[0]?.full_until ?? null };
}
