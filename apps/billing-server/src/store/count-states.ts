import { type Kysely, sql } from "kysely";
import type { StateCount } from "../ports/operator-store.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { BillingDatabase } from "./schema.ts";

/** How many orders are in each state, and since when; states without any are left out. */
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
