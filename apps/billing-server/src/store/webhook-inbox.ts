import { type Kysely, sql } from "kysely";
import type { WebhookInbox } from "../domain/paypal-event.ts";
import { reachable } from "./reachable.ts";
import type { BillingDatabase } from "./schema.ts";

/** Queues the processing of an event inside the caller's transaction. */
export type EnqueueWebhook = (trx: Kysely<BillingDatabase>, eventId: string) => Promise<void>;

/** The inbox on PostgreSQL; see the port for what each method promises. */
export function createWebhookInbox(
  db: Kysely<BillingDatabase>,
  enqueue: EnqueueWebhook,
): WebhookInbox {
  return {
    receive: ({ id, type, body }) =>
      reachable(
        db.transaction().execute(async (trx) => {
          // The first text under an id is the one that counts, whatever a replay carries.
          const stored = await trx
            .insertInto("webhook_events")
            .values({ id, event_type: type, body })
            .onConflict((conflict) => conflict.column("id").doNothing())
            .returning("id")
            .executeTakeFirst();
          if (stored) await enqueue(trx, id);
        }),
      ),
    find: (id) =>
      reachable(
        db
          .selectFrom("webhook_events")
          .select(["id", "body", "received_at as receivedAt"])
          .where("id", "=", id)
          .executeTakeFirst()
          .then((row) => row ?? null),
      ),
    hasHeard: (type, subjectId) =>
      reachable(
        db
          .selectFrom("webhook_events")
          .select("id")
          .where("event_type", "=", type)
          .where(sql<boolean>`strpos(body, ${subjectId}) > 0`)
          .executeTakeFirst()
          .then((row) => row !== undefined),
      ),
    close: async (id, outcome) => {
      await reachable(
        db
          .updateTable("webhook_events")
          .set({ outcome, processed_at: sql<Date>`now()` })
          .where("id", "=", id)
          .execute(),
      );
    },
  };
}
