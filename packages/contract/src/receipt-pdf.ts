import { z } from "zod";
import { text } from "./field-schemas.ts";
import { procedures } from "./procedures.ts";
import { receiptLanguages } from "./receipt-texts.ts";
import { orderReferenceSchema } from "./schemas.ts";

const { receipt } = procedures.order;

/**
 * The route that returns a document of `order.receipt` as PDF: the receipt, or the document with the
 * given `number`; `not_found` if there is none. Without a `language`, that of Accept-Language, or else
 * English. Access as for `order.receipt`. A route of its own, since its response is not JSON.
 */
export const receiptPdf = {
  method: "GET",
  path: "/orders/receipt.pdf",
  summary: "Returns the receipt of an order's payment, or one of its credit notes, as PDF.",
  mediaType: "application/pdf",
  access: receipt.access,
  input: orderReferenceSchema.extend({
    number: text(/^[\w-]{1,40}$/, "must be the number of a receipt or credit note").optional(),
    language: z
      .enum(receiptLanguages, { error: `must be ${receiptLanguages.join(" or ")}` })
      .optional(),
  }),
  errors: [...receipt.errors, "not_found"],
} as const;
