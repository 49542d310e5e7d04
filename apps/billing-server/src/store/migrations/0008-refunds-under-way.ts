import { type Kysely, sql } from "kysely";

/** Each reading of the metrics asks for the oldest refund under way, few among all refunds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index refunds_under_way on refunds (created_at)
      where status in ('requested', 'pending')`.execute(db);
}
