import { type Kysely, sql } from "kysely";

/**
 * What PayPal stated: why it holds a capture, why and when it refused a refund, and which capture or refund
 * it showed for an order though another one has it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders
      add column pending_reason text, add column conflicting_id text`.execute(db);
  await sql`
    alter table refunds add column failure_reason text, add column failed_at timestamptz`.execute(
    db,
  );
}
