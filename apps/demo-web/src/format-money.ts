import { formatMoney, minorUnitExponent, type Money } from "@onekonsole/billing-contract/browser";

// The page is in English; the currency decides the decimals, not the visitor's country.
const locale = "en";

/**
 * An amount for people: { USD, "31.00" } becomes "$31.00". The decimal string goes to Intl as it
 * is, so no digit passes through a float.
 */
export function displayMoney({ currency_code, value }: Money): string {
  const digits = minorUnitExponent(currency_code);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency_code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value as `${number}`);
}

/** The same for an amount in minor units, such as a line of the bill. */
export function displayMinorUnits(minorUnits: bigint, currencyCode: string): string {
  return displayMoney(formatMoney(minorUnits, currencyCode));
}

/** The same for a price in whole units, as `order.prices` has them. */
export function displayWholeUnits(wholeUnits: number, currencyCode: string): string {
  return displayMoney({ currency_code: currencyCode, value: String(wholeUnits) });
}
