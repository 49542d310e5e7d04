import { z } from "zod";
import { storedDetailsSchema } from "./details-schemas.ts";
import { extensible, moneySchema, text } from "./field-schemas.ts";

/** A text in each language of documents. */
export const localizedTextSchema = z.object({ en: z.string(), fr: z.string() });

/**
 * The value-added tax of an order: percent as a decimal string such as "5.5". `included`: the prices
 * contain it. `reason` is stated on documents, always if the rate is 0.
 */
export const vatSchema = z.object({
  country: text(/^[A-Z]{2}$/, "must be an ISO 3166 code such as FR"),
  rate: text(/^\d{1,2}(\.\d{1,2})?$/, "must be a percentage as a text, such as 20 or 5.5"),
  included: z.boolean(),
  reason: localizedTextSchema.nullable(),
});

/** Who sells the clusters, as stated on documents. `address` is in lines, as on a letter. */
export const sellerSchema = z.object({
  name: z.string(),
  address: z.array(z.string()),
  siren: z.string().nullable(),
  vat_id: z.string().nullable(),
  email: z.string(),
  terms_url: z.string().nullable(),
});

/** Who sells the clusters. */
export type Seller = Readonly<z.output<typeof sellerSchema>>;

/** What a line of a bill is for: the cluster itself, or one of its options. */
export const billItemSchema = extensible([
  "basic",
  ...storedDetailsSchema.omit({ user_id: true, cluster_name: true }).keyof().options,
]);

/** A line of a bill. The amounts contain the VAT if it is included in the prices. */
export const billLineSchema = z.object({
  item: billItemSchema,
  quantity: z.int(),
  unit_amount: moneySchema,
  amount: moneySchema,
});
