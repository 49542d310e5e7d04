import { type Kysely, sql } from "kysely";

/**
 * PayPal's reason for holding a capture; why and when it refused a refund; and a capture or refund
 * that it showed for an order although another order has it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders
      add column pending_reason text, add column conflicting_id text`.execute(db);
  await sql`
    alter table refunds add column failure_reason text, add column failed_at timestamptz`.execute(
    db,
  );
}
