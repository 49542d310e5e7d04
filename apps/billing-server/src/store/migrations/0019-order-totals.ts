import { type Kysely, sql } from "kysely";

/**
 * Running totals of orders and money by state and currency, so that metrics and the money report do
 * not read all orders. Triggers record each change in the transaction that makes it, also those of
 * earlier releases. A job adds the changes to the totals: no transaction waits for another one's row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db);
  await createFunctions(db);
  await createTriggers(db);
  await createIndexes(db);
  await sql`select recount_order_totals()`.execute(db);
}

async function createTables(db: Kysely<unknown>): Promise<void> {
  // `refunded_minor` and `reversed_minor` are from `refunds`, not from the orders' own totals. The
  // `audited_` columns are the sums over the rows that the audit has read in its current pass.
  await sql`
    create table order_totals (
      state text not null,
      currency char(3) not null,
      orders bigint not null default 0,
      captured_minor bigint not null default 0,
      refunded_minor bigint not null default 0,
      reversed_minor bigint not null default 0,
      audited_orders bigint not null default 0,
      audited_captured_minor bigint not null default 0,
      audited_refunded_minor bigint not null default 0,
      audited_reversed_minor bigint not null default 0,
      primary key (state, currency)
    )`.execute(db);
  // Vacuumed often: each row lives until the next run of the job, and scans read dead rows, too.
  await sql`
    create table order_total_changes (
      order_id uuid not null,
      state text not null,
      currency char(3) not null,
      orders bigint not null,
      captured_minor bigint not null,
      refunded_minor bigint not null,
      reversed_minor bigint not null
    ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`.execute(db);
  // `through` is the last order that the current pass has read; the zero id before the first one.
  // `found_` has the result of the last complete pass.
  await sql`
    create table ledger_audit (
      only_row boolean primary key default true check (only_row),
      through uuid not null default '00000000-0000-0000-0000-000000000000',
      differing_orders integer not null default 0,
      folded_at timestamptz not null default now(),
      completed_at timestamptz not null default now(),
      found_totals integer not null default 0,
      found_orders integer not null default 0
    )`.execute(db);
  await sql`insert into ledger_audit default values`.execute(db);
  // Orders whose own totals differed from their refunds at a commit, or when the audit read them.
  await sql`
    create table ledger_suspects (
      order_id uuid primary key,
      found_at timestamptz not null default now()
    )`.execute(db);
}

async function createFunctions(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function record_order_change() returns trigger language plpgsql as $$
    declare
      refunded bigint := 0;
      reversed bigint := 0;
    begin
      if tg_op = 'INSERT' then
        insert into order_total_changes values (new.id, new.state,
          coalesce(new.captured_currency, new.currency), 1, new.captured_minor, 0, 0);
        return null;
      end if;
      -- Nothing is refunded before the capture.
      if old.captured_minor > 0 then
        select coalesce(sum(amount_minor) filter (where kind = 'refund'), 0),
            coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0)
          into refunded, reversed
          from refunds where order_id = old.id and status = 'completed';
      end if;
      insert into order_total_changes values
        (old.id, old.state, coalesce(old.captured_currency, old.currency),
          -1, -old.captured_minor, -refunded, -reversed),
        (new.id, new.state, coalesce(new.captured_currency, new.currency),
          1, new.captured_minor, refunded, reversed);
      return null;
    end $$`.execute(db);
  // The lock serializes this with a change of the order's state, which moves its refunds as well.
  await sql`
    create function record_refund_change() returns trigger language plpgsql as $$
    declare
      id_of_order uuid := coalesce(new.order_id, old.order_id);
      added bigint[] := array[0, 0]::bigint[];
      owner record;
    begin
      if new.status = 'completed' then
        added[case new.kind when 'refund' then 1 else 2 end] := coalesce(new.amount_minor, 0);
      end if;
      if old.status = 'completed' then
        added[case old.kind when 'refund' then 1 else 2 end] :=
          added[case old.kind when 'refund' then 1 else 2 end] - coalesce(old.amount_minor, 0);
      end if;
      if added = array[0, 0]::bigint[] then return null; end if;
      select state, coalesce(captured_currency, currency) as currency into owner
        from orders where id = id_of_order for no key update;
      insert into order_total_changes
        values (id_of_order, owner.state, owner.currency, 0, 0, added[1], added[2]);
      return null;
    end $$`.execute(db);
  // At the commit, since a transaction writes the refund and the order's totals one after the other.
  await sql`
    create function check_returned() returns trigger language plpgsql as $$
    declare
      id_of_order uuid;
    begin
      if tg_table_name = 'orders' then
        id_of_order := new.id;
      else
        id_of_order := coalesce(new.order_id, old.order_id);
      end if;
      insert into ledger_suspects (order_id)
        select id from orders cross join (
            select coalesce(sum(amount_minor) filter (where kind = 'refund'), 0) as refunded,
                coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0) as reversed
              from refunds where order_id = id_of_order and status = 'completed'
          ) as booked
          where id = id_of_order
            and (refunded_minor <> booked.refunded or reversed_minor <> booked.reversed)
        on conflict do nothing;
      return null;
    end $$`.execute(db);
  await sql`
    create function recount_order_totals() returns void language plpgsql as $$
    begin
      -- First the row that the job locks first, to prevent a deadlock with it.
      perform from ledger_audit for update;
      lock table orders, refunds, order_totals, order_total_changes, ledger_audit
        in share row exclusive mode;
      delete from order_total_changes;
      delete from order_totals;
      insert into order_totals
        select state, currency, sum(orders), sum(captured), sum(refunded), sum(reversed)
          from (
            select state, coalesce(captured_currency, currency) as currency,
                count(*) as orders, sum(captured_minor) as captured, 0 as refunded, 0 as reversed
              from orders group by 1, 2
            union all
            select o.state, coalesce(o.captured_currency, o.currency), 0, 0,
                coalesce(sum(r.amount_minor) filter (where r.kind = 'refund'), 0),
                coalesce(sum(r.amount_minor) filter (where r.kind = 'reversal'), 0)
              from refunds r join orders o on o.id = r.order_id
              where r.status = 'completed' group by 1, 2
          ) as counted group by 1, 2;
      delete from ledger_suspects;
      insert into ledger_suspects (order_id)
        select coalesce(o.id, r.order_id)
          from (select id, refunded_minor, reversed_minor from orders
                  where refunded_minor > 0 or reversed_minor > 0) as o
          full join (select order_id,
                coalesce(sum(amount_minor) filter (where kind = 'refund'), 0) as refunded,
                coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0) as reversed
              from refunds where status = 'completed' group by order_id) as r on r.order_id = o.id
          where coalesce(o.refunded_minor, 0) <> coalesce(r.refunded, 0)
             or coalesce(o.reversed_minor, 0) <> coalesce(r.reversed, 0);
      update ledger_audit set through = default, differing_orders = 0, found_totals = 0,
        found_orders = 0;
    end $$`.execute(db);
}

async function createTriggers(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger orders_counted after insert on orders
    for each row execute function record_order_change()`.execute(db);
  await sql`
    create trigger orders_recounted
    after update of state, currency, captured_minor, captured_currency on orders
    for each row when ((old.state, old.currency, old.captured_minor, old.captured_currency)
      is distinct from (new.state, new.currency, new.captured_minor, new.captured_currency))
    execute function record_order_change()`.execute(db);
  await sql`
    create trigger refunds_counted after insert or delete on refunds
    for each row execute function record_refund_change()`.execute(db);
  await sql`
    create trigger refunds_recounted after update of status, kind, amount_minor on refunds
    for each row when ((old.status, old.kind, old.amount_minor)
      is distinct from (new.status, new.kind, new.amount_minor))
    execute function record_refund_change()`.execute(db);
  await sql`
    create constraint trigger orders_checked after update of refunded_minor, reversed_minor on orders
    deferrable initially deferred for each row execute function check_returned()`.execute(db);
  await sql`
    create constraint trigger refunds_checked
    after insert or delete or update of status, kind, amount_minor on refunds
    deferrable initially deferred for each row execute function check_returned()`.execute(db);
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  // By default a fifth of all orders may be dead rows, nearly all of them versions of open orders,
  // which every statement about those would read.
  await sql`alter table orders set (autovacuum_vacuum_scale_factor = 0.01)`.execute(db);
  // Empty unless the ledger is wrong, by the orders' own totals.
  await sql`
    create index orders_misplaced on orders (created_at)
      where captured_minor < refunded_minor + reversed_minor
        or captured_minor > refunded_minor + reversed_minor
          and state not in ('captured', 'provisioned', 'refunding', 'needs_attention')`.execute(db);
  // Few of all events: those that a reconciliation processes again.
  await sql`
    create index webhook_events_unfollowed on webhook_events (received_at)
      where outcome in ('gave up', 'unknown order', 'unknown payment')`.execute(db);
}
