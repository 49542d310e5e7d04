import { describe, expect, test } from "vitest";
import { createFormats } from "./formats.ts";

const british = createFormats("en-GB");
const french = createFormats("fr-FR");
// Intl separates by no-break spaces, narrow or not.
const plain = (text: string) => text.replaceAll(/\s/g, " ");

describe("an amount", () => {
  test.each([
    ["USD", "31.00", "US$31.00", "31,00 $US"],
    ["EUR", "0.05", "€0.05", "0,05 €"],
    ["EUR", "-12.30", "-€12.30", "-12,30 €"],
    ["EUR", "1234567.89", "€1,234,567.89", "1 234 567,89 €"],
    ["JPY", "3100", "JP¥3,100", "3 100 JPY"],
    // PayPal accepts no decimals.
    ["TWD", "3100", "NT$3,100", "3 100 TWD"],
    // No float can represent it.
    ["USD", "900719925474099.31", "US$900,719,925,474,099.31", "900 719 925 474 099,31 $US"],
  ])("of %s %s is %s, in French %s", (currency_code, value, inEnglish, inFrench) => {
    expect(plain(british.money({ currency_code, value }))).toBe(inEnglish);
    expect(plain(french.money({ currency_code, value }))).toBe(inFrench);
  });

  test("in the visitor's region has its form", () => {
    expect(createFormats("en-US").money({ currency_code: "USD", value: "31.00" })).toBe("$31.00");
  });

  test("in minor or whole units has the decimals of the currency", () => {
    expect(british.minorUnits(3105n, "EUR")).toBe("€31.05");
    expect(british.wholeUnits(20, "EUR")).toBe("€20.00");
  });
});

test("a size is in gigabytes", () => {
  expect(british.gigabytes(1000)).toBe("1,000 GB");
  expect(plain(french.gigabytes(1000))).toBe("1 000 Go");
});

describe("a time", () => {
  test.each([
    ["2026-03-01T10:00:59.999Z", "1 Mar 2026, 10:00", "1 mars 2026, 10:00:59"],
    ["2026-12-31T23:59:00Z", "31 Dec 2026, 23:59", "31 déc. 2026, 23:59:00"],
    ["2026-03-01T00:30:00+02:00", "28 Feb 2026, 22:30", "28 févr. 2026, 22:30:00"],
  ])("%s is shown in the visitor's time zone, here UTC", (timestamp, toTheMinute, toTheSecond) => {
    expect(british.time(timestamp)).toBe(toTheMinute);
    expect(french.exactTime(timestamp)).toBe(toTheSecond);
  });
});
