import { z } from "zod";
import { billLineSchema, sellerSchema, vatSchema } from "./bill-schemas.ts";
import { moneySchema, timestampSchema } from "./field-schemas.ts";

/**
 * A receipt for a payment, or a credit note for a refund of it, as it was issued: it never changes.
 * `order_id`, `capture_id` and `refund_id` are PayPal's. The amounts of a credit note are positive:
 * what was returned. `corrects` is the number of its receipt.
 */
export const receiptDocumentSchema = z.object({
  number: z.string(),
  kind: z.enum(["receipt", "credit_note"]),
  issued_time: timestampSchema,
  seller: sellerSchema,
  buyer: z.object({ user_id: z.string() }),
  order_id: z.string(),
  capture_id: z.string(),
  refund_id: z.string().nullable(),
  corrects: z.string().nullable(),
  paid_time: timestampSchema,
  payment_method: z.literal("PayPal"),
  cluster_name: z.string(),
  /** In the order of the bill; none on a credit note, and for an order of a release without VAT. */
  lines: z.array(billLineSchema),
  net_amount: moneySchema,
  vat_amount: moneySchema,
  total_amount: moneySchema,
  vat: vatSchema,
});

/** The documents of an order, in the order of issue: its receipt, then a credit note for each refund. */
export const receiptsSchema = z.object({ documents: z.array(receiptDocumentSchema) });

/** A receipt or a credit note as issued. */
export type ReceiptDocument = z.output<typeof receiptDocumentSchema>;
