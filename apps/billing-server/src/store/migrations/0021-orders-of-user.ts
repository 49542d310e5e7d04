import { type Kysely, sql } from "kysely";

/**
 * A user's orders, newest first. Earlier releases stored user ids as sent. The creation blocks writes of
 * orders for about two seconds per million rows; they wait.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Writes wait behind this lock, so a long transaction must not delay it: the migration is run again.
  await sql`set local lock_timeout = '3s'`.execute(db);
  await sql`
    create index orders_of_user on orders (lower(user_id), created_at desc, id desc)`.execute(db);
  await sql`set local lock_timeout = 0`.execute(db);
}
