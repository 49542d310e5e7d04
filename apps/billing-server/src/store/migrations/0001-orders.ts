import { type Kysely, sql } from "kysely";

/** Orders and their append-only history. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table orders (
      id uuid primary key,
      paypal_order_id text not null unique,
      state text not null default 'awaiting_approval',
      version integer not null default 1,
      user_id text not null,
      cluster_name text not null,
      images_storage integer not null,
      has_monitoring boolean not null,
      monitoring_storage integer not null,
      has_alerting boolean not null,
      currency char(3) not null,
      amount_minor bigint not null check (amount_minor > 0),
      payee_email text,
      payee_merchant_id text,
      approve_url text,
      approval_status text check (approval_status in ('APPROVED', 'COMPLETED')),
      capture_attempt integer not null default 1,
      capture_id text unique,
      delivery text not null default 'none' check (delivery in ('none', 'open', 'answered')),
      delivery_attempt integer not null default 0,
      delivery_started_at timestamptz,
      web_order_id bigint,
      problem text,
      created_at timestamptz not null default now(),
      approve_before timestamptz not null,
      paid_at timestamptz,
      provisioned_at timestamptz
    )`.execute(db);
  await sql`
    create table order_events (
      order_id uuid not null references orders (id),
      version integer not null,
      event text not null,
      from_state text,
      to_state text not null,
      problem text,
      caused_by text not null,
      debug_id text,
      at timestamptz not null default now(),
      primary key (order_id, version)
    )`.execute(db);
  // The history is evidence: not even a mistaken statement of ours may rewrite it.
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'order_events is append-only';
    end $$`.execute(db);
  await sql`
    create trigger order_events_append_only before update or delete or truncate on order_events
    for each statement execute function refuse_change()`.execute(db);
}
