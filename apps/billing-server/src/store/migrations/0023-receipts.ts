import { type Kysely, sql } from "kysely";

/**
 * Numbered receipts and credit notes, frozen when they are issued. A row of `receipt_series` has the last
 * number of a series; it is locked from the drawing of a number to the commit, so no number is left out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A reference to a table waits for its writers, and later writers wait behind it: the migration is run again.
  await sql`set local lock_timeout = '3s'`.execute(db);
  await sql`
    create table receipt_series (
      name text primary key,
      last integer not null check (last > 0),
      started_at timestamptz not null,
      issued_at timestamptz not null
    )`.execute(db);
  await sql`
    create table receipts (
      number text primary key,
      series text not null,
      sequence integer not null,
      order_id uuid not null references orders (id),
      kind text not null check (kind in ('receipt', 'credit_note')),
      capture_id text not null,
      refund_id uuid references refunds (id),
      issued_at timestamptz not null,
      document jsonb not null,
      unique (series, sequence),
      check ((kind = 'credit_note') = (refund_id is not null))
    )`.execute(db);
  await sql`create index receipts_of_order on receipts (order_id)`.execute(db);
  await sql`
    create unique index receipts_of_capture on receipts (capture_id) where kind = 'receipt'`.execute(
    db,
  );
  await sql`
    create unique index receipts_of_refund on receipts (refund_id)
      where kind = 'credit_note'`.execute(db);
  await sql`
    create trigger receipts_append_only before update or delete or truncate on receipts
    for each statement execute function refuse_change()`.execute(db);
  await sql`set local lock_timeout = 0`.execute(db);
}
