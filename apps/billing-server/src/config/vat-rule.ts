import type { Vat } from "@onekonsole/billing-contract";
import { vatSchema } from "@onekonsole/billing-contract/schemas";
import { z } from "zod";
import { documentText } from "./document-text.ts";
import { jsonObject, onlyFields } from "./json-object.ts";

/**
 * The VAT if `vat_rules` is not set: the normal rate of France, included in the prices
 * (Code général des impôts, article 278).
 */
export const defaultVat: Vat = { country: "FR", rate: "20", included: true, reason: null };

const reasonText = documentText(300);

/** The same text in every language, unless each is given. */
const reason = z.union(
  [
    reasonText.transform((text) => ({ en: text, fr: text })),
    z.strictObject({ en: reasonText, fr: reasonText }),
  ],
  "must be a text of at most 300 characters, or one for each language: en and fr",
);

/** Whether a rate is 0, however it is written. */
const isZero = (rate: string): boolean => /^[0.]+$/.test(rate);

const vatRule = {
  ...vatSchema.shape,
  included: z.boolean("must be true or false").default(defaultVat.included),
  reason: reason.nullable().default(null),
};

/** The VAT of new orders, from JSON; `reason` is required with a rate of 0. */
export const vatRules = jsonObject(
  z
    .strictObject(vatRule, onlyFields(vatRule))
    .refine(({ rate, reason: stated }) => stated !== null || !isZero(rate), {
      path: ["reason"],
      message: "is required with a rate of 0, such as the article of the law",
    }),
  'a JSON object such as {"country":"FR","rate":"20","included":true}',
);
