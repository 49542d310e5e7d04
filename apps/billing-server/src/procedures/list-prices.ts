import type { AppOutputs, Prices } from "@onekonsole/billing-contract";
import { BillingError } from "../domain/billing-error.ts";
import type { Dependencies } from "./context.ts";

/** Public: any caller may list the prices. */
interface ListPricesCall {
  readonly input: { readonly currency?: string | undefined } | undefined;
}

/**
 * The prices in a currency, by default the first of the price book. Throws `invalid_input` for a
 * currency that the price book does not have.
 */
export function listPrices(
  { priceBook }: Pick<Dependencies, "priceBook">,
  { input }: ListPricesCall,
): Prices {
  const currency = input?.currency;
  const prices = currency === undefined ? priceBook.values().next().value : priceBook.get(currency);
  if (prices) return prices;
  const message = `must be one of ${[...priceBook.keys()].join(", ")}`;
  throw new BillingError("invalid_input", { fields: [{ path: "currency", message }] });
}

/**
 * The same prices, every currency that the price book has, the VAT and the seller. Throws as
 * `listPrices` does.
 */
export const listPricesAndCurrencies = (
  deps: Pick<Dependencies, "priceBook" | "vat" | "seller">,
  call: ListPricesCall,
): AppOutputs["order"]["prices"] => ({
  ...listPrices(deps, call),
  currencies: [...deps.priceBook.keys()],
  vat: deps.vat,
  seller: deps.seller,
});
