import { expect, test } from "vitest";
import { defaultPriceBook } from "../config/price-book.ts";
import { pricesOf } from "./list-prices.ts";

const usd = { ...defaultPriceBook["EUR"]!, basic: 22 };
const book = new Map([
  ["EUR", defaultPriceBook["EUR"]!],
  ["USD", usd],
]);

test("prices are those of the currency asked for, or of the book's first", () => {
  expect(pricesOf(book, "USD")).toBe(usd);
  expect(pricesOf(book, undefined)).toBe(book.get("EUR"));
});

test.each(["GBP", "eur", "", "constructor"])(
  "a currency outside the book is refused: %j",
  (currency) => {
    expect(() => pricesOf(book, currency)).toThrow("currency must be one of EUR, USD");
  },
);
