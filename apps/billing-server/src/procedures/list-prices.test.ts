import { expect, test } from "vitest";
import { defaultPriceBook } from "../config/price-book.ts";
import { defaultVat } from "../config/vat-rule.ts";
import { listPrices, listPricesAndCurrencies } from "./list-prices.ts";

const usd = { ...defaultPriceBook["EUR"]!, basic: 22 };
const book = new Map([
  ["EUR", defaultPriceBook["EUR"]!],
  ["USD", usd],
]);

test("prices are in the requested currency, or in the book's first", () => {
  expect(listPrices({ priceBook: book }, { input: { currency: "USD" } })).toBe(usd);
  expect(listPrices({ priceBook: book }, { input: undefined })).toBe(book.get("EUR"));
});

test("the currencies are those of the price book, in its order", () => {
  const deps = { priceBook: book, vat: defaultVat, seller: null };
  const listed = listPricesAndCurrencies(deps, { input: { currency: "USD" } });
  expect(listed).toEqual({ ...usd, currencies: ["EUR", "USD"], vat: defaultVat, seller: null });
});

test.each(["GBP", "eur", "", "constructor"])("an unlisted currency is rejected: %j", (currency) => {
  expect(() => listPrices({ priceBook: book }, { input: { currency } })).toThrow(
    "currency must be one of EUR, USD",
  );
});
