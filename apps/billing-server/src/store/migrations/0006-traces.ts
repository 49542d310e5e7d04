import { type Kysely, sql } from "kysely";

/** The trace in which an order was created, continued by all its later steps. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders add column trace_parent text`.execute(db);
}
