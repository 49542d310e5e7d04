import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatMoney,
  minorUnitExponent,
  minorUnitsPerWhole,
  parseMoney,
  paypalCurrencies,
} from "./money.ts";

const currency = fc.constantFrom("EUR", "USD", "GBP", "JPY", "HUF", "TWD");
const fifteenDigits = 999_999_999_999_999n;
const minorUnits = fc.bigInt({ min: -fifteenDigits, max: fifteenDigits });

describe("minor units", () => {
  test.each([
    ["EUR", 2, 100n],
    ["USD", 2, 100n],
    ["JPY", 0, 1n],
    // ISO 4217 gives these two decimals; PayPal none.
    ["HUF", 0, 1n],
    ["TWD", 0, 1n],
  ] as const)("%s has %i decimals", (code, exponent, perWhole) => {
    expect(minorUnitExponent(code)).toBe(exponent);
    expect(minorUnitsPerWhole(code)).toBe(perWhole);
  });
});

describe("the currencies PayPal accepts", () => {
  test("are ISO 4217 codes, once each", () => {
    for (const code of paypalCurrencies) expect(code).toMatch(/^[A-Z]{3}$/);
    expect(new Set(paypalCurrencies).size).toBe(paypalCurrencies.length);
    expect(paypalCurrencies).toHaveLength(24);
  });

  test.each(["USD", "EUR", "JPY", "HUF", "TWD"])("include %s", (code) => {
    expect(paypalCurrencies).toContain(code);
  });

  test.each(["RUB", "INR", "XAU", "eur"])("exclude %s", (code) => {
    expect(paypalCurrencies).not.toContain(code);
  });
});

describe("formatMoney", () => {
  test.each([
    [3100n, "USD", "31.00"],
    [3100n, "JPY", "3100"],
    [3100n, "HUF", "3100"],
    [5n, "EUR", "0.05"],
    [50n, "EUR", "0.50"],
    [0n, "EUR", "0.00"],
    [0n, "TWD", "0"],
    [-5n, "EUR", "-0.05"],
    [-3100n, "JPY", "-3100"],
    // 2^53 + 1, which no float holds.
    [9007199254740993n, "EUR", "90071992547409.93"],
  ])("writes %s minor units of %s as %s", (minor, code, value) => {
    expect(formatMoney(minor, code)).toEqual({ currency_code: code, value });
  });

  test("writes exactly the currency's decimals", () => {
    fc.assert(
      fc.property(minorUnits, currency, (minor, code) => {
        const decimals = formatMoney(minor, code).value.split(".")[1] ?? "";
        expect(decimals).toHaveLength(minorUnitExponent(code));
      }),
    );
  });
});

describe("parseMoney", () => {
  test("reads back what formatMoney wrote", () => {
    fc.assert(
      fc.property(minorUnits, currency, (minor, code) => {
        expect(parseMoney(formatMoney(minor, code))).toBe(minor);
      }),
    );
  });

  test.each([
    ["31", "EUR", 3100n],
    ["31.5", "EUR", 3150n],
    ["31.50", "EUR", 3150n],
    ["31.5000", "EUR", 3150n],
    ["5.00", "JPY", 5n],
    ["007", "JPY", 7n],
    ["-0.05", "EUR", -5n],
  ])("reads %s of %s", (value, code, minor) => {
    expect(parseMoney({ currency_code: code, value })).toBe(minor);
  });

  test.each([
    ["", "EUR"],
    [" 31.00", "EUR"],
    ["31.00 ", "EUR"],
    ["31.00\n", "EUR"],
    ["31,00", "EUR"],
    ["1_000", "EUR"],
    ["+31", "EUR"],
    ["--31", "EUR"],
    [".5", "EUR"],
    ["5.", "EUR"],
    ["1.0.0", "EUR"],
    ["1e3", "EUR"],
    ["0x1f", "EUR"],
    ["NaN", "EUR"],
    ["Infinity", "EUR"],
    ["３１", "EUR"],
    ["31.00000", "EUR"],
    ["1234567890123456", "EUR"],
    // A fraction the currency can't have.
    ["31.001", "EUR"],
    ["31.5", "JPY"],
    ["31.50", "HUF"],
    ["0.01", "TWD"],
  ])("rejects %j of %s", (value, code) => {
    expect(parseMoney({ currency_code: code, value })).toBeUndefined();
  });

  test("rejects an amount with any other character in it", () => {
    const foreign = fc.constantFrom(" ", ",", "e", "x", "'", "\u0000", "€", "٣");
    fc.assert(
      fc.property(minorUnits, currency, foreign, fc.nat(), (minor, code, character, at) => {
        const { value } = formatMoney(minor, code);
        const cut = at % (value.length + 1);
        const spoiled = value.slice(0, cut) + character + value.slice(cut);
        expect(parseMoney({ currency_code: code, value: spoiled })).toBeUndefined();
      }),
    );
  });
});
