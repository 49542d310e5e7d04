import { type Kysely, sql } from "kysely";
import type { StateCount } from "../ports/operator-store.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { BillingDatabase } from "./schema.ts";

/**
 * The number of orders in each state, and the age of the oldest; states without orders are omitted.
 */
export function countStates(db: Kysely<BillingDatabase>): Promise<StateCount[]> {
  return mapConnectionErrors(
    db
      .selectFrom("orders")
      .select("state")
      .select(sql<number>`count(*)::int`.as("orders"))
      .select(sql<number>`extract(epoch from now() - min(state_since))::float8`.as("oldestSeconds"))
      .groupBy("state")
      .execute(),
  );
}
