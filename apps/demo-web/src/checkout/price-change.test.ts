import { expect, test } from "vitest";
import { priceChange } from "./price-change.ts";

const euros = (value: string) => ({ currency_code: "EUR", value });

test("says the old and the new price", () => {
  expect(priceChange(euros("30.00"), euros("45.00"))).toEqual([
    "The total was €30.00 and is €45.00 now.",
  ]);
});

test("says nothing unless the price changed", () => {
  expect(priceChange(euros("30.00"), undefined)).toEqual([]);
  expect(priceChange(undefined, euros("45.00"))).toEqual([]);
});
