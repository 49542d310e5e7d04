import { expect, test } from "vitest";
import { formatAmount } from "./format-amount.ts";

test.each([
  ["en-US", "USD", "31.00", "$31.00"],
  ["fr-FR", "EUR", "1234.5", "1 234,50 €"],
  ["de-DE", "EUR", "1234.50", "1.234,50 €"],
  ["en-US", "EUR", "31", "€31.00"],
  // PayPal has no decimals for these, unlike ISO 4217 for HUF and TWD.
  ["en-US", "JPY", "4000", "¥4,000"],
  ["en-US", "HUF", "4000", "HUF 4,000"],
  ["en-US", "TWD", "4000", "NT$4,000"],
  ["en-US", "USD", "999999999999999.99", "$999,999,999,999,999.99"],
  ["en-US", "USD", "-0.5", "-$0.50"],
])("in %s, %s %s is %s", (locale, currency_code, value, expected) => {
  expect(formatAmount({ currency_code, value }, locale).replaceAll(/\s/g, " ")).toBe(expected);
});
