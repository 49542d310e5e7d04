import { minorUnits, type Money, toMoney } from "../money.ts";

/** An amount as the payer's locale writes it, with the decimals that PayPal uses for the currency. */
export function formatAmount({ currency_code, value }: Money, locale: string): string {
  const padded = toMoney(minorUnits({ currency_code, value }), currency_code).value;
  const decimals = padded.split(".")[1]?.length ?? 0;
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency_code,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  // As a string the amount keeps every digit.
  return format.format(padded as Intl.StringNumericLiteral);
}
