import { type Kysely, sql } from "kysely";

/** The time up to which PayPal's list of webhook events was read, in one row. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_backfill (
      only_row boolean primary key default true check (only_row),
      through timestamptz not null
    )`.execute(db);
  await sql`insert into webhook_backfill (through) values (now())`.execute(db);
}
