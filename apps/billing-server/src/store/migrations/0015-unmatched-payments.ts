import { type Kysely, sql } from "kysely";

/**
 * Payments to the account that belong to no order, until an operator closes them with a reason.
 * Those of the last seven days were counted before without being listed; older ones need no action.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unmatched_payments (
      event_id text primary key references webhook_events (id),
      kind text not null check (kind in ('stray', 'lost')),
      paypal_order_id text,
      capture_id text,
      custom_id uuid,
      amount text,
      currency text,
      found_at timestamptz not null default now(),
      closed_at timestamptz,
      closed_by text,
      note text
    )`.execute(db);
  // Few of all payments are open.
  await sql`
    create index unmatched_payments_open on unmatched_payments (found_at)
      where closed_at is null`.execute(db);
  await sql`
    insert into unmatched_payments (event_id, kind, found_at)
      select id, 'lost', received_at from webhook_events
       where outcome = 'unknown payment' and received_at > now() - interval '7 days'`.execute(db);
}
