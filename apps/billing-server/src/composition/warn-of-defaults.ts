import type { Logger } from "pino";
import type { Config } from "../config/read-config.ts";
import { defaultVat } from "../config/vat-rule.ts";

/** Warns about settings of a production server without which buyers are told something that may be wrong. */
export function warnOfDefaults(
  { isProduction, vat, seller }: Pick<Config, "isProduction" | "vat" | "seller">,
  log: Logger,
): void {
  if (!isProduction) return;
  if (vat === defaultVat)
    log.warn("vat_rules is not set: prices and orders state the VAT of France, 20 %, as included");
  if (seller === null)
    log.warn("seller is not set: payments get no receipts, and the page names no seller");
}
