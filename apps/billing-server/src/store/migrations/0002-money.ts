import { type Kysely, sql } from "kysely";

/** Captures, refunds, reversals and webhook events; and when each order is read at PayPal next. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table orders
      add column captured_minor bigint not null default 0 check (captured_minor >= 0),
      add column captured_currency char(3),
      add column refunded_minor bigint not null default 0 check (refunded_minor >= 0),
      add column reversed_minor bigint not null default 0 check (reversed_minor >= 0),
      add column disputed boolean not null default false,
      add column fingerprint text,
      add column due_at timestamptz,
      add constraint captured_in_a_currency check (captured_minor = 0 or captured_currency is not null)`.execute(
    db,
  );
  // Earlier releases captured an order only for exactly its own amount.
  await sql`
    update orders set captured_minor = amount_minor, captured_currency = currency
    where state in ('captured', 'provisioned')`.execute(db);
  // The same for orders whose captured amount was not stored.
  await sql`
    update orders set captured_minor = amount_minor, captured_currency = currency
    where paid_at is not null and state in ('captured', 'provisioned', 'needs_attention')`.execute(
    db,
  );
  await sql`
    update orders set due_at = now()
    where state in ('awaiting_approval', 'approved', 'capture_pending', 'captured')`.execute(db);
  // The sweeper's index contains only orders that are still in progress, not completed ones.
  await sql`create index orders_due on orders (due_at) where due_at is not null`.execute(db);
  await sql`
    create table refunds (
      id uuid primary key,
      order_id uuid not null references orders (id),
      paypal_refund_id text unique,
      amount_minor bigint check (amount_minor > 0),
      status text not null check (status in ('requested', 'pending', 'completed', 'failed')),
      kind text not null check (kind in ('refund', 'reversal')),
      reason text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index refunds_of_order on refunds (order_id)`.execute(db);
  // Reserves a cluster name per user, so that a second payment for the same cluster is detected.
  await sql`
    create table purchases (
      user_id text not null,
      cluster_name text not null,
      order_id uuid not null references orders (id),
      held_until timestamptz not null,
      primary key (user_id, cluster_name)
    )`.execute(db);
  await sql`create index purchases_of_order on purchases (order_id)`.execute(db);
  await sql`
    create table webhook_events (
      id text primary key,
      event_type text not null,
      body text not null,
      outcome text,
      received_at timestamptz not null default now(),
      processed_at timestamptz
    )`.execute(db);
}
