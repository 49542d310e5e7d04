/** An amount on the wire. */
export interface Money {
  readonly currency_code: string;
  readonly value: string;
}

// RUB is not supported; INR, BRL, CNY and MYR are limited to in-country accounts, and INR is rejected here.
const currencies: ReadonlySet<string> = new Set(
  (
    "AUD BRL CAD CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD CHF THB " +
    "TWD USD"
  ).split(" "),
);
const withoutDecimals: ReadonlySet<string> = new Set(["HUF", "JPY", "TWD"]);

function decimals(currencyCode: string): 0 | 2 {
  return withoutDecimals.has(currencyCode) ? 0 : 2;
}

/** The 422 issue of an amount and the field it concerns; undefined if valid. */
export function moneyIssue(
  { currency_code, value }: Money,
  least: "above_zero" | "zero",
): { readonly issue: string; readonly field: keyof Money } | undefined {
  if (!currencies.has(currency_code)) {
    return { issue: "INVALID_CURRENCY_CODE", field: "currency_code" };
  }
  const [whole = "", fraction = ""] = value.replace("-", "").split(".");
  const about = (issue: string) => ({ issue, field: "value" }) as const;
  if (fraction.length > decimals(currency_code)) return about("DECIMAL_PRECISION");
  if (whole.replace(/^0+/, "").length > 15) return about("MAX_VALUE_EXCEEDED");
  const positive = !value.startsWith("-") && /[1-9]/.test(value);
  if (least === "above_zero" && !positive) return about("CANNOT_BE_ZERO_OR_NEGATIVE");
  return least === "zero" && value.startsWith("-") && /[1-9]/.test(value)
    ? about("CANNOT_BE_NEGATIVE")
    : undefined;
}

/** Minor units of an amount that `moneyIssue` has passed. */
export function minorUnits({ currency_code, value }: Money): bigint {
  const [whole = "", fraction = ""] = value.split(".");
  return BigInt(
    `${whole === "-" ? "-0" : whole || "0"}${fraction.padEnd(decimals(currency_code), "0")}`,
  );
}

/** The wire form of minor units: every decimal the currency has, and no more. */
export function toMoney(units: bigint, currencyCode: string): Money {
  const width = decimals(currencyCode);
  const digits = (units < 0n ? -units : units).toString().padStart(width + 1, "0");
  const whole = `${units < 0n ? "-" : ""}${digits.slice(0, digits.length - width)}`;
  const value = width ? `${whole}.${digits.slice(-width)}` : whole;
  return { currency_code: currencyCode, value };
}

/** The sum of amounts in one currency; undefined for none. */
export function sumMoney(amounts: readonly Money[]): Money | undefined {
  const [first] = amounts;
  if (!first) return undefined;
  const units = amounts.reduce((sum, amount) => sum + minorUnits(amount), 0n);
  return toMoney(units, first.currency_code);
}
