import { type Kysely, sql } from "kysely";

/** Since when orders created at PayPal have a seal; no row if no earlier release created any. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table order_seals (
      only_row boolean primary key default true check (only_row),
      since timestamptz not null default now()
    )`.execute(db);
  await sql`insert into order_seals select where exists (select from orders)`.execute(db);
}
