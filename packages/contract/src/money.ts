/**
 * An amount on the wire: ISO 4217 code and decimal string, the shape PayPal uses. `value` has
 * exactly the currency's decimals at PayPal.
 */
export interface Money {
  readonly currency_code: string;
  readonly value: string;
}

// ISO 4217 gives HUF and TWD two decimals; PayPal rejects any fraction of them.
const zeroDecimalAtPayPal: ReadonlySet<string> = new Set(["HUF", "JPY", "TWD"]);

/**
 * The currencies that PayPal accepts from any merchant; it rejects others when an order is created.
 */
export const paypalCurrencies: readonly string[] =
  "AUD BRL CAD CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD CHF THB TWD USD".split(
    " ",
  );

/** The decimals that PayPal accepts for a currency: 0 for HUF, JPY and TWD, otherwise 2. */
export function minorUnitExponent(currencyCode: string): 0 | 2 {
  return zeroDecimalAtPayPal.has(currencyCode) ? 0 : 2;
}

/** Minor units in one whole unit of the currency: 100n for EUR, 1n for JPY. */
export function minorUnitsPerWhole(currencyCode: string): bigint {
  return minorUnitExponent(currencyCode) === 0 ? 1n : 100n;
}

/**
 * Minor units (cents, or yen) of a decimal string; `undefined` when the text is not an amount
 * of that currency. Padding zeros beyond the exponent are accepted: some hosts send "5.00" for JPY.
 */
export function parseMoney(money: Money): bigint | undefined {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,4}))?$/.exec(money.value);
  if (!match) return undefined;
  const [, sign, whole = "", fraction = ""] = match;
  const exponent = minorUnitExponent(money.currency_code);
  const kept = fraction.slice(0, exponent).padEnd(exponent, "0");
  if (/[1-9]/.test(fraction.slice(exponent))) return undefined;
  const minor = BigInt(whole + kept);
  return sign ? -minor : minor;
}

/** The wire form of an amount in minor units: (3100n, "USD") becomes "31.00", (3100n, "JPY") "3100". */
export function formatMoney(minorUnits: bigint, currencyCode: string): Money {
  const exponent = minorUnitExponent(currencyCode);
  const sign = minorUnits < 0n ? "-" : "";
  const digits = (minorUnits < 0n ? -minorUnits : minorUnits)
    .toString()
    .padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  return { currency_code: currencyCode, value: sign + (fraction ? `${whole}.${fraction}` : whole) };
}
