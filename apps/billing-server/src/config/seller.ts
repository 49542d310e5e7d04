import type { Seller } from "@onekonsole/billing-contract";
import { sellerSchema } from "@onekonsole/billing-contract/schemas";
import { z } from "zod";
import { documentText, documentUrl } from "./document-text.ts";
import { jsonObject, onlyFields } from "./json-object.ts";

const addressRule = "must be a list of 1 to 6 lines";
const sirenRule = "must be 9 digits";
const vatIdRule = "must be a VAT number without spaces";

const fields = {
  ...sellerSchema.shape,
  name: documentText(120),
  address: z.array(documentText(100), addressRule).min(1, addressRule).max(6, addressRule),
  // https://www.insee.fr/fr/metadonnees/definition/c2047
  siren: z
    .string(sirenRule)
    .regex(/^\d{9}$/, sirenRule)
    .nullable()
    .default(null),
  vat_id: z
    .string(vatIdRule)
    .regex(/^[A-Z]{2}[0-9A-Z+*]{2,13}$/, vatIdRule)
    .nullable()
    .default(null),
  email: z.email("must be an e-mail address"),
  terms_url: documentUrl().nullable().default(null),
};

/** The seller that documents and the page name, from JSON. */
export const seller = jsonObject(
  z.strictObject(fields, onlyFields(fields)),
  "a JSON object with name, address and email",
);

/** Whether the sample seller stands in for one that is not configured: never beside real money. */
export const maySampleSell = (env: {
  readonly NODE_ENV?: string | undefined;
  readonly paypal_environment?: string | undefined;
}): boolean => env.NODE_ENV !== "production" && env.paypal_environment !== "live";

/** The seller in development: obviously not a real one. */
export const sampleSeller: Seller = {
  name: "Sample Seller (sandbox)",
  address: ["1 Example Street", "00000 Sample Town"],
  siren: "000000000",
  vat_id: "FR00000000000",
  email: "seller@example.org",
  terms_url: null,
};
