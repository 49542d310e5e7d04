import { type Kysely, sql } from "kysely";

/**
 * The bill of an order, frozen when it is created. `null` in earlier rows, and in those that a release
 * without VAT inserts. `not valid` omits a scan of the rows, which have no bill.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Statements wait behind these locks, so a long transaction must not delay them: the migration is run
  // again. Migrations share one transaction, and the next one refers to `refunds`: its lock is taken now,
  // so that orders are not locked while another one waits.
  await sql`set local lock_timeout = '3s'`.execute(db);
  await sql`lock table orders in access exclusive mode`.execute(db);
  await sql`lock table refunds in share row exclusive mode`.execute(db);
  await sql`
    alter table orders
      add column net_minor bigint,
      add column vat_minor bigint,
      add column vat jsonb,
      add column bill_lines jsonb,
      add constraint orders_net_positive check (net_minor >= 0) not valid,
      add constraint orders_vat_positive check (vat_minor >= 0) not valid,
      add constraint orders_bill_adds_up check (net_minor + vat_minor = amount_minor) not valid`.execute(
    db,
  );
  await sql`set local lock_timeout = 0`.execute(db);
}
