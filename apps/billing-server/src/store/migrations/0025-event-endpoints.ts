import { type Kysely, sql } from "kysely";

/** Endpoints that receive the events of the feed as signed requests, and a row for each such event. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createEndpoints(db);
  await createDispatches(db);
  await sql`
    create table event_endpoint_acts (
      at timestamptz not null default now(),
      endpoint_id text not null references event_endpoints (id),
      act text not null check (act in ('add', 'remove', 'enable', 'rotate_secret', 'resend')),
      actor text not null,
      note text not null
    )`.execute(db);
  await sql`
    create index event_endpoint_acts_of_endpoint on event_endpoint_acts (endpoint_id, at)`.execute(
    db,
  );
  await sql`
    create trigger event_endpoint_acts_append_only before update or delete or truncate
    on event_endpoint_acts for each statement execute function refuse_change()`.execute(db);
}

async function createEndpoints(db: Kysely<unknown>): Promise<void> {
  // An endpoint has dispatches for the events through its position, and for no later one.
  await sql`
    create table event_endpoints (
      id text primary key,
      source text not null check (source in ('configuration', 'operator')),
      url text not null,
      types text[],
      position bigint not null,
      secret_generation integer not null default 1,
      earlier_secret_until timestamptz,
      held_until timestamptz,
      added_at timestamptz not null default now(),
      disabled_at timestamptz,
      disabled_as text check (disabled_as in ('gone', 'removed', 'unconfigured')),
      check ((disabled_at is null) = (disabled_as is null))
    )`.execute(db);
}

async function createDispatches(db: Kysely<unknown>): Promise<void> {
  // Each row is updated twice soon after its insert.
  await sql`
    create table event_dispatches (
      endpoint_id text not null references event_endpoints (id),
      position bigint not null,
      state text not null default 'pending' check (state in ('pending', 'sent', 'dead')),
      attempts integer not null default 0,
      created_at timestamptz not null default now(),
      due_at timestamptz not null default now(),
      attempted_at timestamptz,
      last_status smallint,
      last_failure text,
      primary key (endpoint_id, position)
    ) with (autovacuum_vacuum_scale_factor = 0.02)`.execute(db);
  // After an outage of a receiver, many are pending and few are due.
  await sql`
    create index event_dispatches_due on event_dispatches (endpoint_id, due_at, position)
      where state = 'pending'`.execute(db);
  await sql`
    create index event_dispatches_pending on event_dispatches (endpoint_id, position)
      where state = 'pending'`.execute(db);
  await sql`
    create index event_dispatches_dead on event_dispatches (endpoint_id, position)
      where state = 'dead'`.execute(db);
}
