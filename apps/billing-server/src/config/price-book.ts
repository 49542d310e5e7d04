import { paypalCurrencies, type Prices } from "@onekonsole/billing-contract";
import { pricesSchema } from "@onekonsole/billing-contract/schemas";
import { z } from "zod";
import { parseJsonObject } from "./json-object.ts";

const prices: Prices = {
  basic: 20,
  img_storage_price_unit: 1,
  monitoring_option: 5,
  monitoring_storage_price_unit: 1,
  alerting_option: 5,
};

/** The prices if `price_book` is not set: the same whole units in both currencies. */
export const defaultPriceBook: Readonly<Record<string, Prices>> = { USD: prices, EUR: prices };

/**
 * Parses the prices by currency from JSON. Faults name the currency. A key that is not a currency code is
 * not repeated, because it may be a misplaced secret.
 */
export const priceBook = z.string().transform((text, context): Record<string, Prices> => {
  const book: Record<string, Prices> = {};
  const fault = (path: readonly PropertyKey[], message: string) =>
    context.addIssue({ code: "custom", path: [...path], message });
  const object = parseJsonObject(text);
  const entries = Object.entries(object ?? {});
  if (!object) fault([], "must be a JSON object of prices by currency");
  else if (entries.length === 0) fault([], "must name at least one currency");
  for (const [currency, value] of entries) {
    const isCode = /^[a-z]{3}$/i.test(currency);
    const path = isCode ? [currency] : [];
    if (!isCode) fault(path, `has a key that ${noCurrency}`);
    else if (!paypalCurrencies.includes(currency)) fault(path, noCurrency);
    const parsed = pricesSchema.safeParse(value);
    if (!parsed.success)
      for (const issue of parsed.error.issues) fault([...path, ...issue.path], issue.message);
    else if (parsed.data.basic + parsed.data.img_storage_price_unit <= 0)
      fault(path, "must give the smallest order a price above zero");
    else book[currency] = parsed.data;
  }
  return book;
});

const noCurrency = `is not a currency that PayPal accepts: ${paypalCurrencies.join(", ")}`;
