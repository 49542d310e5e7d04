import type { ReceiptDocument } from "@onekonsole/billing-contract";
import { type Kysely, sql } from "kysely";
import type { Order, OrderId } from "../domain/order.ts";
import {
  type CompletedRefund,
  draftCreditNote,
  draftReceipt,
  isCreditNoteDue,
  isPaidExactly,
  paymentEvents,
  type ReceiptRules,
} from "../domain/receipt.ts";
import { drawDocument } from "./draw-document.ts";
import { lockOrder } from "./find-order.ts";
import { listRefunds } from "./refund-rows.ts";
import type { BillingDatabase } from "./schema.ts";

/** The documents of an order, in the order of issue. */
export async function listDocuments(
  db: Kysely<BillingDatabase>,
  id: OrderId,
): Promise<ReceiptDocument[]> {
  return (await listIssued(db, id)).map(({ document }) => document);
}

interface Issued {
  readonly document: ReceiptDocument;
  /** Our id of the refund that a credit note is for. */
  readonly refundId: string | null;
}

const listIssued = (db: Kysely<BillingDatabase>, id: OrderId): Promise<Issued[]> =>
  db
    .selectFrom("receipts")
    .select(["document", "refund_id as refundId"])
    .where("order_id", "=", id)
    .orderBy("issued_at")
    // The receipt before a credit note of the same time.
    .orderBy("kind", "desc")
    .orderBy("sequence")
    .execute();

/** An order that is due to get documents at the end of a transaction. */
export interface DueDocuments {
  readonly order: Order;
  /** Whether the transaction records the order's payment. */
  readonly isPayment: boolean;
}

/**
 * Issues the documents that are due for an order, as the last statements of the transaction that
 * records its money: the rows of the series are locked until the commit. The transaction has locked
 * or written the order, and always draws from the series of receipts first, so none waits in a circle.
 */
export async function issueDocuments(
  db: Kysely<BillingDatabase>,
  { order, isPayment }: DueDocuments,
  rules: ReceiptRules,
): Promise<void> {
  const issued = isPayment ? [] : await listIssued(db, order.id);
  const isDue = issued.length === 0 && (isPayment || (await isReceiptOwed(db, order)));
  const receipt = isDue
    ? await drawDocument(db, { draft: draftReceipt(order, rules), order, refundId: null })
    : issued[0]?.document;
  if (!receipt) return;
  const notes = issued.slice(1).map(({ document }) => document);
  for (const refund of await findRefundsDue(db, order, issued)) {
    const draft = draftCreditNote(receipt, refund, notes);
    notes.push(await drawDocument(db, { draft, order, refundId: refund.id }));
  }
}

/** The completed refunds without a credit note, oldest first. */
async function findRefundsDue(
  db: Kysely<BillingDatabase>,
  order: Order,
  issued: readonly Issued[],
): Promise<readonly CompletedRefund[]> {
  if (order.refundedAmount === 0n) return [];
  const noted = new Set(issued.map(({ refundId }) => refundId));
  const completed = (await listRefunds(db, order.id)).filter(isCreditNoteDue);
  return completed.filter(({ id }) => !noted.has(id));
}

/**
 * Whether a payment that is recorded has no receipt although receipts had begun: a server of a
 * release without them captured it, or they were off. The history does not tell whether a payment that
 * was reversed before its first read was the order's, so it is not owed one. See decision 23.
 */
async function isReceiptOwed(db: Kysely<BillingDatabase>, order: Order): Promise<boolean> {
  if (!isPaidExactly(order) || order.paidAt === null) return false;
  const { rows } = await sql<{ owed: boolean }>`
    select exists (select from receipt_series where started_at <= ${order.paidAt})
      and exists (select from order_events
        where order_id = ${order.id} and event in (${sql.join(paymentEvents)})) as owed`.execute(
    db,
  );
  return rows[0]?.owed ?? false;
}

/**
 * The documents of an order. Those that are missing are issued first, unless receipts are off
 * (`rules` is `null`).
 */
export async function issueMissing(
  db: Kysely<BillingDatabase>,
  order: Order,
  rules: ReceiptRules | null,
): Promise<readonly ReceiptDocument[]> {
  const issued = await listIssued(db, order.id);
  const isComplete =
    issued.length === 0
      ? !(await isReceiptOwed(db, order))
      : (await findRefundsDue(db, order, issued)).length === 0;
  if (!rules || isComplete) return issued.map(({ document }) => document);
  await db.transaction().execute(async (trx) => {
    const locked = await lockOrder(trx, order.id);
    if (locked) await issueDocuments(trx, { order: locked, isPayment: false }, rules);
  });
  return listDocuments(db, order.id);
}
