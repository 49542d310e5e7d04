import { type Kysely, sql } from "kysely";

/**
 * User ids in canonical form. An order whose delivery may have arrived keeps its id as sent, for
 * the lookup at web-order: both releases send the id of the row on which the delivery started.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update orders set user_id = lower(user_id)
    where user_id <> lower(user_id) and delivery = 'none'`.execute(db);
}
