import { until } from "@onekonsole/billing-testkit/until";
import { connect } from "./connect.ts";

export interface ProvisionedCount extends AsyncDisposable {
  read(): Promise<number>;
  /** Polls every 20 ms until that many orders are provisioned; rejects after 90 seconds. */
  reaches(orders: number): Promise<void>;
}

/** Counts the provisioned orders of a database, over a connection of its own. */
export async function countProvisioned(databaseUrl: string): Promise<ProvisionedCount> {
  const client = await connect(databaseUrl);
  const text = "select count(*)::int as orders from orders where state = 'provisioned'";
  const read = async () => {
    const { rows } = await client.query<{ orders: number }>(text);
    return rows[0]?.orders ?? 0;
  };
  return {
    read,
    reaches: async (orders) => {
      const check = async () => (await read()) >= orders;
      await until(`${orders} orders are provisioned`, check);
    },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}
