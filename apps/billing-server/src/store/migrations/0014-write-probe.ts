import { type Kysely, sql } from "kysely";

/** The one row that the readiness check writes, to verify that the database accepts writes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table write_probe (
      only_row boolean primary key default true check (only_row),
      written_at timestamptz not null
    )`.execute(db);
}
