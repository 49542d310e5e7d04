import { type Kysely, sql } from "kysely";

/**
 * The last used approval and why it led to no capture; since when PayPal has not found an order.
 * For an order that was declined before, PayPal's time is unknown, so our time of the decline is
 * used.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table orders
      add column approval_time timestamptz,
      add column approval_refusal text check (approval_refusal in ('declined', 'incomplete')),
      add column missing_since timestamptz,
      add column missing_looks integer not null default 0`.execute(db);
  await sql`
    update orders set approval_refusal = 'declined', approval_time = state_since
    where state = 'awaiting_approval' and capture_attempt > 1`.execute(db);
}
