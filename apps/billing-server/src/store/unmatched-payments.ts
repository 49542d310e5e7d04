import { type Kysely, sql } from "kysely";
import type { OrderId, PayPalOrderId } from "../domain/order.ts";
import { type UnmatchedPayment } from "../domain/paypal-event.ts";
import type { ListedPayment, PaymentClosure, UnmatchedCounts } from "../ports/operator-store.ts";
import { followed } from "../ports/webhook-inbox.ts";
import { mapConnectionErrors } from "./connection-errors.ts";
import type { BillingDatabase } from "./schema.ts";

interface ProcessedEvent {
  readonly eventId: string;
  readonly outcome: string;
  readonly payment: UnmatchedPayment | undefined;
}

/**
 * Lists a payment that belongs to no order. The entry ends when the event finds its order. A failed
 * attempt to process the event again does not change it, and an entry that an operator closed stays
 * closed.
 */
export async function keepUnmatched(
  trx: Kysely<BillingDatabase>,
  { eventId, outcome, payment }: ProcessedEvent,
): Promise<void> {
  if (outcome === followed)
    await closeUnmatched(trx, { eventId, actor: "billing-server", note: "The event was matched." });
  if (!payment) return;
  const { kind, paypalOrderId, captureId, orderId, amount } = payment;
  const columns = {
    kind,
    paypal_order_id: paypalOrderId,
    capture_id: captureId,
    custom_id: orderId,
    amount: amount?.value ?? null,
    currency: amount?.currency_code ?? null,
  };
  await trx
    .insertInto("unmatched_payments")
    .values({ event_id: eventId, ...columns })
    .onConflict((conflict) =>
      conflict
        .column("event_id")
        .doUpdateSet(columns)
        .where("unmatched_payments.closed_at", "is", null),
    )
    .execute();
}

// An operator reviews a few; a flood of stray payments must not make the response unbounded.
const longestList = 200;

/** The open entries, oldest first. */
export async function listUnmatched(db: Kysely<BillingDatabase>): Promise<ListedPayment[]> {
  const rows = await db
    .selectFrom("unmatched_payments")
    .leftJoin("orders", "orders.id", "unmatched_payments.custom_id")
    .selectAll("unmatched_payments")
    .select("orders.paypal_order_id as named_order_id")
    .where("closed_at", "is", null)
    .orderBy("found_at")
    .orderBy("event_id")
    .limit(longestList)
    .execute();
  return rows.map((row) => ({
    eventId: row.event_id,
    kind: row.kind,
    paypalOrderId: row.paypal_order_id as PayPalOrderId | null,
    captureId: row.capture_id,
    orderId: row.custom_id as OrderId | null,
    namedOrder: row.named_order_id as PayPalOrderId | null,
    amount:
      row.amount === null || row.currency === null
        ? null
        : { currency_code: row.currency, value: row.amount },
    foundAt: row.found_at,
  }));
}

/** False if no such payment is open. */
export async function closeUnmatched(
  db: Kysely<BillingDatabase>,
  { eventId, actor, note }: PaymentClosure,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("unmatched_payments")
    .set({ closed_at: sql<Date>`now()`, closed_by: actor, note })
    .where("event_id", "=", eventId)
    .where("closed_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The number of open entries by kind. */
export async function countUnmatched(db: Kysely<BillingDatabase>): Promise<UnmatchedCounts> {
  const rows = await mapConnectionErrors(
    db
      .selectFrom("unmatched_payments")
      .select(["kind", sql<number>`count(*)::int`.as("payments")])
      .where("closed_at", "is", null)
      .groupBy("kind")
      .execute(),
  );
  const of = (kind: UnmatchedPayment["kind"]) =>
    rows.find((row) => row.kind === kind)?.payments ?? 0;
  return { stray: of("stray"), lost: of("lost") };
}
