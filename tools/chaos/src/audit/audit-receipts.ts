import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import type { Violation } from "../run-record.ts";

/** A series of numbers, and what was issued of it. */
interface SeriesRow {
  readonly name: string;
  readonly last: number;
  readonly documents: number;
  /** The highest number of a document; `null` for none. */
  readonly highest: number | null;
}

/** The documents in the database. */
export interface StoredReceipts {
  readonly series: readonly SeriesRow[];
  /** PayPal's ids of orders whose payment has no receipt. */
  readonly withoutReceipt: readonly string[];
  /** PayPal's ids of orders with a receipt and a completed refund without a credit note. */
  readonly withoutCreditNote: readonly string[];
}

const series = `
  select name, last, count(number)::int as documents, max(sequence) as highest
    from receipt_series left join receipts on series = name group by name, last`;

const withoutReceipt = `
  select paypal_order_id as id from orders
    where captured_minor = amount_minor and captured_currency = currency
      and exists (select from order_events where order_id = orders.id
        and event in ('capture_completed', 'duplicate_paid'))
      and not exists (select from receipts where order_id = orders.id and kind = 'receipt')`;

const withoutCreditNote = `
  select paypal_order_id as id from refunds join orders on orders.id = refunds.order_id
      join receipts on receipts.order_id = orders.id and receipts.kind = 'receipt'
    where refunds.status = 'completed' and refunds.kind = 'refund' and refunds.amount_minor > 0
      and not exists (select from receipts as notes where notes.refund_id = refunds.id)`;

/** Reads the series, and what lacks a document. */
export async function readStoredReceipts(database: RestartableDatabase): Promise<StoredReceipts> {
  const ids = async (query: string) =>
    (await database.query<{ id: string }>(query)).map(({ id }) => id);
  return {
    series: await database.query<SeriesRow>(series),
    withoutReceipt: await ids(withoutReceipt),
    withoutCreditNote: await ids(withoutCreditNote),
  };
}

/** Gaps in the series, and payments and refunds without their document. */
export function auditReceipts(stored: StoredReceipts): readonly Violation[] {
  const lacking = (ids: readonly string[], description: string) =>
    ids.map((subject) => ({ subject, description }));
  // A number is unique in its series by constraint, so the count and the highest show every gap.
  const broken = stored.series.filter(
    ({ last, documents, highest }) => documents !== last || highest !== last,
  );
  return [
    ...broken.map(({ name: subject, last, documents }) => ({
      subject,
      description: `has ${documents} documents for ${last} numbers`,
    })),
    ...lacking(stored.withoutReceipt, "is paid, and has no receipt"),
    ...lacking(stored.withoutCreditNote, "has a refund without a credit note"),
  ];
}
