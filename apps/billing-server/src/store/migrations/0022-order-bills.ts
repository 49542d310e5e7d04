import { type Kysely, sql } from "kysely";

/**
 * The bill of an order, frozen when it is created. `null` in earlier rows, and in those that a release
 * without VAT inserts. `not valid` omits a scan of the rows, which have no bill.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Statements wait behind this lock, so a long transaction must not delay it: the migration is run again.
  await sql`set local lock_timeout = '3s'`.execute(db);
  await sql`
    alter table orders
      add column net_minor bigint check (net_minor >= 0),
      add column vat_minor bigint check (vat_minor >= 0),
      add column vat jsonb,
      add column bill_lines jsonb`.execute(db);
  await sql`
    alter table orders add constraint orders_bill_adds_up
      check (net_minor + vat_minor = amount_minor) not valid`.execute(db);
  await sql`set local lock_timeout = 0`.execute(db);
}
