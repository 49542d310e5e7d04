import { type Kysely, sql } from "kysely";
import type { ReceivedEvent, WebhookInbox } from "../ports/webhook-inbox.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { BillingDatabase } from "./schema.ts";
import { keepUnmatched } from "./unmatched-payments.ts";

/** Queues the processing of an event inside the caller's transaction. */
export type EnqueueWebhook = (trx: Kysely<BillingDatabase>, eventId: string) => Promise<void>;

/** The inbox on PostgreSQL; the port documents each method. */
export function createWebhookInbox(
  db: Kysely<BillingDatabase>,
  enqueue: EnqueueWebhook,
): WebhookInbox {
  const store = (events: readonly ReceivedEvent[]): Promise<number> =>
    db.transaction().execute(async (trx) => {
      // The first text under an id is kept, whatever a repeated delivery contains.
      const stored = await trx
        .insertInto("webhook_events")
        .values(events.map(({ id, type, body }) => ({ id, event_type: type, body })))
        .onConflict((conflict) => conflict.column("id").doNothing())
        .returning("id")
        .execute();
      for (const { id } of stored) await enqueue(trx, id);
      return stored.length;
    });
  return {
    receive: (events) =>
      events.length === 0 ? Promise.resolve(0) : mapConnectionErrors(store(events)),
    find: (id) =>
      mapConnectionErrors(
        db
          .selectFrom("webhook_events")
          .select(["id", "body"])
          .select(sql<number>`(extract(epoch from now() - received_at) * 1000)::float8`.as("ageMs"))
          .where("id", "=", id)
          .executeTakeFirst()
          .then((row) => row ?? null),
      ),
    close: (id, outcome, unmatched) =>
      mapConnectionErrors(
        db.transaction().execute(async (trx) => {
          await trx
            .updateTable("webhook_events")
            .set({ outcome, processed_at: sql<Date>`now()` })
            .where("id", "=", id)
            .execute();
          await keepUnmatched(trx, { eventId: id, outcome, payment: unmatched });
        }),
      ),
  };
}
