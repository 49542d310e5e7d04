import { type Kysely, sql } from "kysely";

/** Per-minute rate-limit counters. UNLOGGED: losing them in a crash is acceptable. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table rate_limits (
      key varchar(255) primary key,
      points integer not null default 0,
      expire bigint
    )`.execute(db);
  // The error text names the table, since more than one uses the function.
  await sql`
    create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only', tg_table_name;
    end $$`.execute(db);
}
