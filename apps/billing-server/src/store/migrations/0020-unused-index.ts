import { type Kysely, sql } from "kysely";

/** Drops an index that no query uses: `unmatched_payments` has these events' payments. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Statements on `webhook_events` wait behind this lock, so a long reader, such as a backup, must not
  // delay it: the migration fails and is run again.
  await sql`set local lock_timeout = '3s'`.execute(db);
  await sql`drop index if exists webhook_events_unknown_payment`.execute(db);
  await sql`set local lock_timeout = 0`.execute(db);
}
