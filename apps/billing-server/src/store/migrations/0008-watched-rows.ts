import { type Kysely, sql } from "kysely";

/**
 * Indexes for the metrics' queries, which select few rows of many: pending refunds, and payments
 * without an order.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index refunds_under_way on refunds (created_at)
      where status in ('requested', 'pending')`.execute(db);
  await sql`
    create index webhook_events_unknown_payment on webhook_events (received_at)
      where outcome = 'unknown payment'`.execute(db);
}
