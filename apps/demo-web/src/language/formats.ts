import { formatMoney, minorUnitExponent, type Money } from "@onekonsole/billing-contract";

/** How amounts, sizes and times are written in a locale. */
export interface Formats {
  /** An amount: { USD, "31.00" } becomes "US$31.00". The currency decides the decimals. */
  readonly money: (money: Money) => string;
  /** The same for an amount in minor units, such as a line of the price. */
  readonly minorUnits: (minorUnits: bigint, currencyCode: string) => string;
  /** The same for a price in whole units, as `order.prices` returns it. */
  readonly wholeUnits: (wholeUnits: number, currencyCode: string) => string;
  /** A percentage such as "5.5". */
  readonly percent: (percentage: string) => string;
  readonly gigabytes: (count: number) => string;
  /** A wire timestamp (ISO 8601) in the visitor's time zone, to the minute. */
  readonly time: (timestamp: string) => string;
  /** The same to the second, for updates in quick succession. */
  readonly exactTime: (timestamp: string) => string;
}

/** The formats of a locale such as `fr-FR`. */
export function createFormats(locale: string): Formats {
  const toTheMinute = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const toTheSecond = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
  const gigabytes = new Intl.NumberFormat(locale, { style: "unit", unit: "gigabyte" });
  const percent = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "percent",
    maximumFractionDigits: 2,
  });
  const money = ({ currency_code: currency, value }: Money): string => {
    const digits = minorUnitExponent(currency);
    return new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      // Intl receives the decimal string, so that no digit is converted to a float.
    }).format(value as `${number}`);
  };
  return {
    money,
    minorUnits: (minorUnits, currency) => money(formatMoney(minorUnits, currency)),
    wholeUnits: (units, currency) => money({ currency_code: currency, value: String(units) }),
    percent: (percentage) => percent.format(percentage as `${number}`),
    gigabytes: (count) => gigabytes.format(count),
    time: (timestamp) => toTheMinute.format(new Date(timestamp)),
    exactTime: (timestamp) => toTheSecond.format(new Date(timestamp)),
  };
}
