import { formatMoney, minorUnitsPerWhole, type Money } from "./money.ts";

/** The five prices of one currency, each in whole units of it, as `GET /order/prices` has them. */
export interface Prices {
  readonly basic: number;
  readonly img_storage_price_unit: number;
  readonly monitoring_option: number;
  readonly monitoring_storage_price_unit: number;
  readonly alerting_option: number;
}

/** What the price depends on. Storages are whole gigabytes. */
export interface PricedDetails {
  readonly images_storage: number;
  readonly has_monitoring: boolean;
  readonly monitoring_storage?: number | undefined;
  readonly has_alerting: boolean;
}

/** One line of the bill, in minor units. */
export interface PriceLine {
  readonly label: string;
  readonly minorUnits: bigint;
}

/**
 * The bill, line by line. Monitoring storage costs nothing without monitoring.
 * Throws a RangeError when a price or storage is not a whole number: validate first.
 */
export function priceLines(
  details: PricedDetails,
  prices: Prices,
  currencyCode: string,
): readonly PriceLine[] {
  const unit = minorUnitsPerWhole(currencyCode);
  const line = (label: string, price: number, quantity = 1): PriceLine => ({
    label,
    minorUnits: BigInt(price) * BigInt(quantity) * unit,
  });
  const lines = [
    line("Managed control plane", prices.basic),
    line("Image storage", prices.img_storage_price_unit, details.images_storage),
  ];
  if (details.has_monitoring) {
    lines.push(line("Monitoring", prices.monitoring_option));
    const gigabytes = details.monitoring_storage ?? 0;
    lines.push(line("Monitoring storage", prices.monitoring_storage_price_unit, gigabytes));
  }
  if (details.has_alerting) lines.push(line("Alerting", prices.alerting_option));
  return lines;
}

/** The total of an order in the wire form, computed without floats. Throws as `priceLines` does. */
export function orderPrice(details: PricedDetails, prices: Prices, currencyCode: string): Money {
  const total = priceLines(details, prices, currencyCode).reduce(
    (sum, line) => sum + line.minorUnits,
    0n,
  );
  return formatMoney(total, currencyCode);
}
