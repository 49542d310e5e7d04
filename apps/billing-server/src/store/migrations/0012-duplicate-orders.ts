import { type Kysely, sql } from "kysely";

/** The order because of which another one for the same cluster name ended or is held. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders add column duplicate_of text`.execute(db);
}
