import { expect, test } from "vitest";
import { createFormats } from "../language/formats.ts";
import { priceChange } from "./price-change.ts";

const euros = (value: string) => ({ currency_code: "EUR", value });
const formats = createFormats("en-GB");

test("says the old and the new price", () => {
  expect(priceChange({ seen: euros("30.00"), current: euros("45.00") }, formats)).toEqual([
    "The total was €30.00 and is €45.00 now.",
  ]);
});

test("says nothing unless the price changed", () => {
  expect(priceChange({ seen: euros("30.00"), current: undefined }, formats)).toEqual([]);
  expect(priceChange({ seen: undefined, current: euros("45.00") }, formats)).toEqual([]);
});
