import { type Kysely, sql } from "kysely";

/** Who closed a payment that belongs to no order, and why, is evidence: not even a mistaken statement rewrites it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger unmatched_payments_closed before update on unmatched_payments
    for each row when (old.closed_at is not null) execute function refuse_change()`.execute(db);
  await sql`
    create trigger unmatched_payments_kept before delete or truncate on unmatched_payments
    for each statement execute function refuse_change()`.execute(db);
}
