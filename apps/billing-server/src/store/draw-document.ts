import type { ReceiptDocument } from "@onekonsole/billing-contract";
import type { Kysely } from "kysely";
import type { Order } from "../domain/order.ts";
import type { DraftDocument } from "../domain/receipt.ts";
import type { RefundId } from "../domain/refund.ts";
import { executePreparedText } from "./prepared-statements.ts";
import type { BillingDatabase } from "./schema.ts";

// In one statement, so that the series is locked as briefly as possible. The first number of a series
// begins its time, and no number has an earlier one than the number before. The year is that of UTC.
// The limit is short, since captures that wait hold connections; it lasts until the transaction ends.
const drawNumber = `
  with drawn as (
    select greatest(now(), $7::timestamptz) as at from set_config('lock_timeout', '2s', true)
  ), series as (
    insert into receipt_series as known (name, last, started_at, issued_at)
    select $1 || to_char(at at time zone 'utc', 'YYYY'), 1, now(), at from drawn
    on conflict (name) do update
      set last = known.last + 1, issued_at = greatest(known.issued_at, excluded.issued_at)
    returning name, last, issued_at
  ), named as (
    select *, name || '-' || lpad(last::text, greatest(6, length(last::text)), '0') as number,
        to_char(issued_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as issued_time
      from series
  )
  insert into receipts (number, series, sequence, order_id, kind, capture_id, refund_id, issued_at,
      document)
    select number, name, last, $2, $3, $4, $5, issued_at,
        $6::jsonb || jsonb_build_object('number', number, 'issued_time', issued_time)
      from named
  returning document`;

const prefixes: Readonly<Record<DraftDocument["kind"], string>> = {
  receipt: "",
  credit_note: "CN-",
};

interface Issue {
  readonly draft: DraftDocument;
  readonly order: Order;
  readonly refundId: RefundId | null;
  /** The document is not dated before this time, whatever the database's clock shows. */
  readonly notBefore: string;
}

/**
 * Draws the next number of the document's series, and stores the document with it. The series stays
 * locked until the caller's transaction ends. Rejects if another transaction keeps it locked for long.
 */
export async function drawDocument(
  db: Kysely<BillingDatabase>,
  { draft, order, refundId, notBefore }: Issue,
): Promise<ReceiptDocument> {
  const { kind, capture_id: captureId } = draft;
  const document = JSON.stringify(draft);
  const values = [prefixes[kind], order.id, kind, captureId, refundId, document, notBefore];
  const [row] = await executePreparedText<{ document: ReceiptDocument }>(db, drawNumber, values);
  if (!row) throw new Error("No number was drawn.");
  return row.document;
}
