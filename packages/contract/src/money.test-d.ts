import { expectTypeOf, test } from "vitest";
import {
  formatMoney,
  minorUnitExponent,
  minorUnitsPerWhole,
  type Money,
  parseMoney,
  paypalCurrencies,
} from "./money.ts";

declare const money: Money;

test("an amount is a read-only pair of texts", () => {
  expectTypeOf<Money>().toEqualTypeOf<{
    readonly currency_code: string;
    readonly value: string;
  }>();
  // @ts-expect-error an amount does not change in place
  money.value = "0.00";
});

test("an amount on the wire is never a number", () => {
  expectTypeOf<{ currency_code: string; value: number }>().not.toExtend<Money>();
  // @ts-expect-error a float would be rounded
  parseMoney({ currency_code: "EUR", value: 31.5 });
});

test("minor units are bigints, and undefined for a text that is no amount", () => {
  expectTypeOf(parseMoney(money)).toEqualTypeOf<bigint | undefined>();
  expectTypeOf(parseMoney).toBeCallableWith(money);
  expectTypeOf(minorUnitsPerWhole("EUR")).toEqualTypeOf<bigint>();
  // @ts-expect-error a sum needs the check for undefined first
  parseMoney(money) satisfies bigint;
});

test("formatMoney takes bigints only", () => {
  expectTypeOf(formatMoney).parameters.toEqualTypeOf<[minorUnits: bigint, currencyCode: string]>();
  expectTypeOf(formatMoney(1n, "EUR")).toEqualTypeOf<Money>();
  // @ts-expect-error a number may be rounded
  formatMoney(3100, "EUR");
});

test("PayPal's currencies have no decimals or two, and the list is fixed", () => {
  expectTypeOf(minorUnitExponent("JPY")).toEqualTypeOf<0 | 2>();
  expectTypeOf(paypalCurrencies).toEqualTypeOf<readonly string[]>();
});
