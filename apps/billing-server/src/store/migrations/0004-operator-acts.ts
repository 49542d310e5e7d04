import { type Kysely, sql } from "kysely";

/** Since when an order has been in its state, and each operator's actions with the reason. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Whole milliseconds, since a cursor passes through JSON.
  await sql`alter table orders add column state_since timestamptz(3) not null default now()`.execute(
    db,
  );
  await sql`
    update orders set state_since = coalesce(
      (select max(at) from order_events where order_id = orders.id), created_at)`.execute(db);
  await sql`create index orders_standing on orders (state, state_since, id)`.execute(db);
  // "reconcile since" must not scan all orders.
  await sql`create index orders_created on orders (created_at)`.execute(db);
  await sql`alter table order_events add column actor text, add column note text`.execute(db);
  await sql`
    create table reconciliations (
      at timestamptz not null default now(),
      since timestamptz not null,
      orders integer not null,
      actor text not null,
      note text not null
    )`.execute(db);
  await sql`
    create trigger reconciliations_append_only before update or delete or truncate on reconciliations
    for each statement execute function refuse_change()`.execute(db);
}
