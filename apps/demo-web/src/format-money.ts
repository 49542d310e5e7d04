import { formatMoney, minorUnitExponent, type Money } from "@onekonsole/billing-contract/browser";

// The page is in English; the currency decides the decimals, not the visitor's country.
const locale = "en";

/**
 * An amount for the page: { USD, "31.00" } becomes "$31.00". Intl receives the decimal string, so
 * that no digit is converted to a float.
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

/** The same for an amount in minor units, such as a line of the price. */
export function displayMinorUnits(minorUnits: bigint, currencyCode: string): string {
  return displayMoney(formatMoney(minorUnits, currencyCode));
}

/** The same for a price in whole units, as `order.prices` returns it. */
export function displayWholeUnits(wholeUnits: number, currencyCode: string): string {
  return displayMoney({ currency_code: currencyCode, value: String(wholeUnits) });
}
