import { type Kysely, sql } from "kysely";

/** The trace that an order was made in, for all that happens to it later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders add column trace_parent text`.execute(db);
}
