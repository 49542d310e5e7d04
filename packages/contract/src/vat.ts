import type { z } from "zod";
import type { vatSchema } from "./bill-schemas.ts";

/** The VAT of an order, on the wire and as frozen at its creation. */
export type Vat = Readonly<z.output<typeof vatSchema>>;

/** The part of the VAT's rule on which the amounts depend. */
export type VatRule = Pick<Vat, "rate" | "included">;

/** Amounts in minor units; `gross` is charged, and always `net` + `vat`. */
export interface VatAmounts {
  readonly net: bigint;
  readonly vat: bigint;
  readonly gross: bigint;
}

/** 100 %, in hundredths of a percent. */
const hundredPercent = 10_000n;

/** A rate such as "5.5" in hundredths of a percent: 550n. The schema has checked the form. */
function rateParts(rate: string): bigint {
  const [percent = "", fraction = ""] = rate.split(".");
  return BigInt(percent + fraction.padEnd(2, "0"));
}

/** Rounds a quotient of positive numbers half up, as `amounts` documents. */
const divideHalfUp = (dividend: bigint, divisor: bigint): bigint =>
  (2n * dividend + divisor) / (2n * divisor);

/**
 * Splits the sum of a document's lines. If the prices include the VAT, the sum is the gross amount,
 * otherwise the net amount. The VAT is rounded once for the whole document, half up to a minor unit;
 * the other amount is the exact rest. Never negative amounts.
 */
export function vatAmounts(sum: bigint, { rate, included }: VatRule): VatAmounts {
  const parts = rateParts(rate);
  if (included) {
    const vat = divideHalfUp(sum * parts, hundredPercent + parts);
    return { net: sum - vat, vat, gross: sum };
  }
  const vat = divideHalfUp(sum * parts, hundredPercent);
  return { net: sum, vat, gross: sum + vat };
}

/**
 * The VAT in a part of a document, after `earlier` parts of it, all in minor units of the gross amount:
 * the parts' VAT adds up to the document's.
 */
export function vatOfPart(whole: VatAmounts, earlier: bigint, part: bigint): bigint {
  const upTo = (sum: bigint): bigint => divideHalfUp(whole.vat * sum, whole.gross);
  return upTo(earlier + part) - upTo(earlier);
}

/** Splits a gross amount that was charged or returned, whether or not the prices include the VAT. */
export const splitGross = (gross: bigint, rate: string): VatAmounts =>
  vatAmounts(gross, { rate, included: true });
