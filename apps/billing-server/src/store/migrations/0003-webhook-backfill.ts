import { type Kysely, sql } from "kysely";

/** How far PayPal's list of webhook events was read; there is one row, and there was nothing before it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_backfill (
      only_row boolean primary key default true check (only_row),
      through timestamptz not null
    )`.execute(db);
  await sql`insert into webhook_backfill (through) values (now())`.execute(db);
}
