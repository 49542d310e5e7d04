import { type Kysely, sql } from "kysely";

/**
 * The feed of audit events in commit order. A transaction with an earlier insert may commit later, so an
 * event gets its position after its commit: a trigger appends it to `event_feed_pending`, also for
 * earlier releases, and `sequenceEvents` moves what is committed to `event_feed`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db);
  await beginWithStoredOrders(db);
  // Writes wait behind this lock, so a long transaction must not delay it: the migration is run again.
  await sql`set local lock_timeout = '3s'`.execute(db);
  await createTrigger(db);
  await sql`set local lock_timeout = 0`.execute(db);
  await addOrdersChangedSince(db);
}

async function createTables(db: Kysely<unknown>): Promise<void> {
  // Vacuumed often: each row lives until it is sequenced, and scans read dead rows, too.
  await sql`
    create table event_feed_pending (
      id bigint generated always as identity primary key,
      order_id uuid not null,
      version integer not null,
      captured_minor bigint,
      captured_currency char(3),
      refunded_minor bigint,
      reversed_minor bigint,
      disputed boolean not null default false,
      web_order_id bigint,
      duplicate_of text
    ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`.execute(db);
  // The columns after the version are the order's when the event happened: later events change its row.
  await sql`
    create table event_feed (
      position bigint primary key,
      sequenced_at timestamptz not null,
      order_id uuid not null,
      version integer not null,
      captured_minor bigint,
      captured_currency char(3),
      refunded_minor bigint,
      reversed_minor bigint,
      disputed boolean not null,
      web_order_id bigint,
      duplicate_of text
    ) with (autovacuum_vacuum_scale_factor = 0.02)`.execute(db);
  // The row is locked from the choice of a position to the commit, so no position is left out.
  await sql`
    create table event_feed_state (
      only_row boolean primary key default true check (only_row),
      last_position bigint not null default 0,
      removed_through bigint not null default 0 check (removed_through <= last_position)
    )`.execute(db);
  await sql`insert into event_feed_state default values`.execute(db);
}

async function createTrigger(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function append_to_event_feed() returns trigger language plpgsql as $$
    begin
      -- A new order has none of the other columns.
      if new.event = 'created' then
        insert into event_feed_pending (order_id, version) values (new.order_id, new.version);
        return null;
      end if;
      insert into event_feed_pending (order_id, version, captured_minor, captured_currency,
          refunded_minor, reversed_minor, disputed, web_order_id, duplicate_of)
        select id, new.version, nullif(captured_minor, 0), captured_currency,
            nullif(refunded_minor, 0), nullif(reversed_minor, 0), disputed, web_order_id, duplicate_of
          from orders where id = new.order_id;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger order_events_to_feed after insert on order_events
    for each row execute function append_to_event_feed()`.execute(db);
}

/**
 * The last event of each stored order: its row has what the order was then, and no longer what it was
 * before. Orders may change meanwhile, since the trigger that blocks their writes is created later.
 */
async function beginWithStoredOrders(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into event_feed
      select row_number() over (order by state_since, id), now(), id, version,
          nullif(captured_minor, 0), captured_currency, nullif(refunded_minor, 0),
          nullif(reversed_minor, 0), disputed, web_order_id, duplicate_of
        from orders`.execute(db);
  await sql`
    update event_feed_state set last_position = (
      select coalesce(max(position), 0) from event_feed)`.execute(db);
}

/** Their writes were committed between the two steps above, without the trigger. */
async function addOrdersChangedSince(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into event_feed_pending (order_id, version, captured_minor, captured_currency,
        refunded_minor, reversed_minor, disputed, web_order_id, duplicate_of)
      select orders.id, orders.version, nullif(orders.captured_minor, 0), orders.captured_currency,
          nullif(orders.refunded_minor, 0), nullif(orders.reversed_minor, 0), orders.disputed,
          orders.web_order_id, orders.duplicate_of
        from orders left join event_feed on event_feed.order_id = orders.id
        where event_feed.version is distinct from orders.version`.execute(db);
}
