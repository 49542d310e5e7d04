import { type Kysely, sql } from "kysely";

/**
 * Adds the open disputes of each order, and schedules a check of open refunds that had none
 * scheduled. `disputed` remains and means "any dispute is open": earlier releases read and write
 * only that column.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders add column open_disputes text[] not null default '{}'`.execute(db);
  await sql`create index orders_disputed on orders (state_since, id) where disputed`.execute(db);
  // Each opened dispute is compared with the resolved ones, which are few among all events.
  await sql`
    create index webhook_events_disputes_over on webhook_events (id)
      where event_type = 'CUSTOMER.DISPUTE.RESOLVED'`.execute(db);
  await sql`
    update orders set due_at = now() where due_at is null
      and id in (select order_id from refunds where status in ('requested', 'pending'))`.execute(
    db,
  );
}
