import type pg from "pg";
import type { OrderId } from "../domain/order.ts";

const text = "select id, version from orders where id = any($1::uuid[])";

interface Row {
  readonly id: OrderId;
  readonly version: number;
}

/** The current versions of these orders; unknown orders are omitted. Rejects with the driver's error. */
export async function readVersions(
  pool: pg.Pool,
  ids: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, number>> {
  const query = { name: "order-versions", text, values: [ids] };
  const { rows } = await pool.query<Row>(query);
  return new Map(rows.map(({ id, version }) => [id, version]));
}
