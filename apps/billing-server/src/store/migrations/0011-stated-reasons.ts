import { type Kysely, sql } from "kysely";

/** What PayPal stated: why it holds a capture, and why and when it refused a refund. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders add column pending_reason text`.execute(db);
  await sql`
    alter table refunds add column failure_reason text, add column failed_at timestamptz`.execute(
    db,
  );
}
