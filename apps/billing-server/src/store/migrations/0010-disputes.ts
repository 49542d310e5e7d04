import { type Kysely, sql } from "kysely";

/**
 * What an order was before money of it was taken back, which a cancelled reversal returns it to. The newest news of each dispute by PayPal's time, so that late news changes nothing and a dispute that is
 * opened again is open. One dispute may be about several orders.
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
