import { type Kysely, sql } from "kysely";
import { mapConnectionErrors } from "./connection-errors.ts";
import { latestMigration } from "./migrate.ts";
import type { BillingDatabase } from "./schema.ts";

/**
 * Rejects unless the database responds, accepts writes, and has the job queues and every migration
 * of this release; a later release may have added migrations. One statement, since it runs every
 * few seconds.
 */
export async function checkDatabase(
  db: Kysely<BillingDatabase>,
  queues: readonly string[],
): Promise<void> {
  const { rows } = await mapConnectionErrors(
    sql<{ migration: string | null; queues: number; acceptsWrites: boolean }>`
      select current_setting('transaction_read_only') = 'off' as "acceptsWrites",
        (select max(name) from kysely_migration) as migration,
        (select count(*)::int from pgboss.queue where name = any(${queues})) as queues`.execute(db),
  );
  const [row] = rows;
  if (!row?.acceptsWrites) throw new Error("The database accepts no writes.");
  if ((row.migration ?? "") < latestMigration)
    throw new Error(`The schema is at ${row.migration ?? "nothing"}, not ${latestMigration}.`);
  if (row.queues !== queues.length) throw new Error("A job queue is missing.");
}
