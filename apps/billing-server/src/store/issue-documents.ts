import type { ReceiptDocument } from "@onekonsole/billing-contract";
import { type Kysely, sql } from "kysely";
import type { OrderEvent } from "../domain/order-event.ts";
import type { Order, OrderId } from "../domain/order.ts";
import {
  type CompletedRefund,
  draftCreditNote,
  draftReceipt,
  isCreditNoteDue,
  isReceiptDue,
  type PaidOrder,
  paymentEvents,
  type ReceiptRules,
} from "../domain/receipt.ts";
import { drawDocument } from "./draw-document.ts";
import { lockOrder } from "./find-order.ts";
import { listRefunds } from "./refund-rows.ts";
import type { BillingDatabase } from "./schema.ts";

interface IssuedDocuments {
  readonly receipt: ReceiptDocument | null;
  /** The credit notes, in the order of issue. */
  readonly notes: readonly ReceiptDocument[];
  /** Our ids of the refunds that they are for. */
  readonly notedRefunds: ReadonlySet<string | null>;
}

const noDocuments: IssuedDocuments = { receipt: null, notes: [], notedRefunds: new Set() };

async function findIssued(db: Kysely<BillingDatabase>, id: OrderId): Promise<IssuedDocuments> {
  const rows = await db
    .selectFrom("receipts")
    .select(["document", "kind", "refund_id"])
    .where("order_id", "=", id)
    .orderBy("issued_at")
    .orderBy("sequence")
    .execute();
  const notes = rows.filter(({ kind }) => kind === "credit_note");
  return {
    receipt: rows.find(({ kind }) => kind === "receipt")?.document ?? null,
    notes: notes.map(({ document }) => document),
    notedRefunds: new Set(notes.map(({ refund_id: refundId }) => refundId)),
  };
}

/** The documents of an order: its receipt, then the credit notes in the order of issue. */
export async function listDocuments(
  db: Kysely<BillingDatabase>,
  id: OrderId,
): Promise<ReceiptDocument[]> {
  return asList(await findIssued(db, id));
}

const asList = ({ receipt, notes }: IssuedDocuments): ReceiptDocument[] =>
  receipt ? [receipt, ...notes] : [];

/** An order that is due to get documents at the end of a transaction. */
export interface DueDocuments {
  readonly order: Order;
  /** The order, if the transaction records its payment. */
  readonly payment: PaidOrder | null;
}

/**
 * Issues the documents that are due for an order, as the last statements of the transaction that
 * records its money: the rows of the series are locked until the commit. The transaction has locked
 * or written the order, and always draws from the series of receipts first, so none waits in a circle.
 */
export async function issueDocuments(
  db: Kysely<BillingDatabase>,
  { order, payment }: DueDocuments,
  rules: ReceiptRules,
): Promise<void> {
  const issued = payment ? noDocuments : await findIssued(db, order.id);
  const receipt =
    issued.receipt ??
    (await drawReceipt(db, payment ?? (await findUnreceiptedPayment(db, order)), rules));
  if (!receipt) return;
  const notes = [...issued.notes];
  for (const refund of await findRefundsDue(db, order, issued)) {
    const draft = draftCreditNote(receipt, refund, notes);
    const notBefore = receipt.issued_time;
    notes.push(await drawDocument(db, { draft, order, refundId: refund.id, notBefore }));
  }
}

async function drawReceipt(
  db: Kysely<BillingDatabase>,
  order: PaidOrder | null,
  rules: ReceiptRules,
): Promise<ReceiptDocument | null> {
  if (!order) return null;
  const draft = draftReceipt(order, rules);
  // Payments are dated by our clock.
  return drawDocument(db, { draft, order, refundId: null, notBefore: draft.paid_time });
}

/** The completed refunds without a credit note, oldest first. */
async function findRefundsDue(
  db: Kysely<BillingDatabase>,
  order: Order,
  { notedRefunds }: IssuedDocuments,
): Promise<readonly CompletedRefund[]> {
  if (order.refundedAmount === 0n) return [];
  const completed = (await listRefunds(db, order.id)).filter(isCreditNoteDue);
  return completed.filter(({ id }) => !notedRefunds.has(id));
}

/**
 * The order, if its recorded payment is to have a receipt since receipts had begun: a server of a release
 * without them captured it, or they were off. See decision 23.
 */
async function findUnreceiptedPayment(
  db: Kysely<BillingDatabase>,
  order: Order,
): Promise<PaidOrder | null> {
  if (order.paidAt === null) return null;
  const { rows } = await sql<{ event: OrderEvent["type"] }>`
    select event from order_events
      where order_id = ${order.id} and event in (${sql.join(paymentEvents)})
        and exists (select from receipt_series where started_at <= ${order.paidAt})`.execute(db);
  const events = rows.map(({ event }) => event);
  return isReceiptDue(order, events) ? order : null;
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
  const issued = await findIssued(db, order.id);
  const isComplete = issued.receipt
    ? (await findRefundsDue(db, order, issued)).length === 0
    : (await findUnreceiptedPayment(db, order)) === null;
  if (!rules || isComplete) return asList(issued);
  await db.transaction().execute(async (trx) => {
    const locked = await lockOrder(trx, order.id);
    if (locked) await issueDocuments(trx, { order: locked, payment: null }, rules);
  });
  return listDocuments(db, order.id);
}
