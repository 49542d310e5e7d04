import { type Kysely, sql } from "kysely";
import type { BackfillMark } from "../domain/paypal-event.ts";
import { reachable } from "./reachable.ts";
import type { BillingDatabase } from "./schema.ts";

/** The mark on PostgreSQL: one row, made by its migration. */
export function createBackfillMark(db: Kysely<BillingDatabase>): BackfillMark {
  return {
    read: () =>
      reachable(
        db
          .selectFrom("webhook_backfill")
          // Ahead of now it was moved by a release that went by a replica's clock.
          .select([sql<Date>`least(through, now())`.as("through"), sql<Date>`now()`.as("now")])
          .executeTakeFirstOrThrow(),
      ),
    advance: async (through) => {
      await reachable(
        db
          .updateTable("webhook_backfill")
          .set({ through: sql<Date>`least(${through}::timestamptz, now())` })
          // Two runs may overlap; the mark never goes back.
          .where("through", "<", through)
          .execute(),
      );
    },
  };
}
