import { type Kysely, sql } from "kysely";

/**
 * User ids in their canonical form. An order that may be at web-order with its id as it was typed keeps
 * it, for the look-up there: both releases write the id of the row that their delivery began on.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update orders set user_id = lower(user_id)
    where user_id <> lower(user_id) and delivery = 'none'`.execute(db);
}
