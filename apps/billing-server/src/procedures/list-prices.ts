import type { Prices } from "@onekonsole/billing-contract";
import { BillingError } from "../domain/billing-error.ts";
import type { PriceBook } from "./context.ts";

/** The prices of a currency, or of the book's first; `invalid_input` when we don't sell in it. */
export function pricesOf(book: PriceBook, currency: string | undefined): Prices {
  const prices = currency === undefined ? book.values().next().value : book.get(currency);
  if (prices) return prices;
  const message = `must be one of ${[...book.keys()].join(", ")}`;
  throw new BillingError("invalid_input", { fields: [{ path: "currency", message }] });
}
