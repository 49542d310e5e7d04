import { type Kysely, sql } from "kysely";

/**
 * The order because of which another one for the same cluster name ended or is held. An index of a
 * user's open orders, which are few among all and counted for every new order.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders add column duplicate_of text`.execute(db);
  await sql`
    create index orders_open_of_user on orders (user_id, approve_before)
      where state = 'awaiting_approval'`.execute(db);
}
