import { type Kysely, sql } from "kysely";

/**
 * The state of an order before its reversal, which a cancelled reversal restores. The latest state
 * of each dispute by PayPal's time, so that late events change nothing and a reopened dispute is
 * open. One dispute may be about several orders.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table orders
      add column reversed_from text,
      add column problem_before_reversal text`.execute(db);
  await sql`
    create table disputes (
      order_id uuid not null references orders (id),
      dispute_id text not null,
      is_open boolean not null,
      as_of timestamptz not null,
      primary key (order_id, dispute_id)
    )`.execute(db);
}
