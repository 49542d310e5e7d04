import { expect, test } from "vitest";
import { soldCurrency } from "./use-prices.ts";

test.each([
  ["USD", ["USD", "EUR"], "USD"],
  ["EUR", ["JPY", "USD"], "JPY"],
  ["EUR", [], "EUR"],
])("with %s chosen and %j sold, the currency is %s", (chosen, currencies, currency) => {
  expect(soldCurrency(chosen, currencies)).toBe(currency);
});
