import { type Kysely, sql } from "kysely";

/** Protects the operator and the reason of a closed payment against changes: both are evidence. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger unmatched_payments_closed before update on unmatched_payments
    for each row when (old.closed_at is not null) execute function refuse_change()`.execute(db);
  await sql`
    create trigger unmatched_payments_kept before delete or truncate on unmatched_payments
    for each statement execute function refuse_change()`.execute(db);
}
