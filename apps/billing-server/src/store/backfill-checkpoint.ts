import { type Kysely, sql } from "kysely";
import type { BackfillCheckpoint } from "../ports/event-archive.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { BillingDatabase } from "./schema.ts";

/** The checkpoint in PostgreSQL: one row, created by its migration. */
export function createBackfillCheckpoint(db: Kysely<BillingDatabase>): BackfillCheckpoint {
  return {
    read: () =>
      mapConnectionErrors(
        db
          .selectFrom("webhook_backfill")
          // An earlier release used the replica's clock, so the stored time may be in the future.
          .select([sql<Date>`least(through, now())`.as("through"), sql<Date>`now()`.as("now")])
          .executeTakeFirstOrThrow(),
      ),
    advance: async (through) => {
      await mapConnectionErrors(
        db
          .updateTable("webhook_backfill")
          .set({ through: sql<Date>`least(${through}::timestamptz, now())` })
          // Two runs may overlap; the checkpoint never moves back.
          .where("through", "<", through)
          .execute(),
      );
    },
  };
}
