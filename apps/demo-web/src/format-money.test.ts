import { describe, expect, test } from "vitest";
import { displayMinorUnits, displayMoney, displayWholeUnits } from "./format-money.ts";

describe("displayMoney", () => {
  test.each([
    ["USD", "31.00", "$31.00"],
    ["EUR", "0.05", "€0.05"],
    ["EUR", "-12.30", "-€12.30"],
    ["USD", "1234567.89", "$1,234,567.89"],
    ["JPY", "3100", "¥3,100"],
  ])("shows %s %s as %s", (currency_code, value, text) => {
    expect(displayMoney({ currency_code, value })).toBe(text);
  });

  test("keeps every digit of an amount that no float can represent", () => {
    expect(displayMoney({ currency_code: "USD", value: "900719925474099.31" })).toBe(
      "$900,719,925,474,099.31",
    );
  });

  test("shows TWD without decimals, as PayPal accepts none", () => {
    expect(displayMoney({ currency_code: "TWD", value: "3100" })).toBe("NT$3,100");
  });
});

test("displayMinorUnits shows cents", () => {
  expect(displayMinorUnits(3105n, "EUR")).toBe("€31.05");
});

test("displayWholeUnits shows a price of the price list", () => {
  expect(displayWholeUnits(20, "USD")).toBe("$20.00");
});
