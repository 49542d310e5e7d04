import type { z } from "zod";
import type { storedDetailsSchema } from "./details-schemas.ts";
import { formatMoney, minorUnitsPerWhole, type Money } from "./money.ts";
import type { pricesSchema } from "./schemas.ts";

/** The prices of one currency, each in whole units of it, as `GET /order/prices` returns them. */
export type Prices = Readonly<z.output<typeof pricesSchema>>;

type StoredDetails = z.output<typeof storedDetailsSchema>;

/** The options of a cluster: every order detail except its owner and its name. */
export type OptionName = Exclude<keyof StoredDetails, "user_id" | "cluster_name">;

/** The details on which the price depends. Storages are whole gigabytes. */
export type PricedDetails = Readonly<
  Omit<Pick<StoredDetails, OptionName>, "monitoring_storage">
> & {
  readonly monitoring_storage?: number | undefined;
};

/** One line of the price, in minor units. */
export interface PriceLine {
  readonly label: string;
  readonly quantity: number;
  readonly unitMinorUnits: bigint;
  /** Of all units. */
  readonly minorUnits: bigint;
}

interface PriceItem {
  readonly label: string;
  /** In whole units of the currency. */
  readonly price: number;
  readonly quantity: number;
}

type PriceOption = (details: PricedDetails, prices: Prices) => PriceItem | null;

/** One entry per option, in the order of the lines; an option without a price does not compile. */
const optionPrices: Readonly<Record<OptionName, PriceOption>> = {
  images_storage: ({ images_storage: quantity }, { img_storage_price_unit: price }) => ({
    label: "Image storage",
    price,
    quantity,
  }),
  has_monitoring: ({ has_monitoring }, { monitoring_option: price }) =>
    has_monitoring ? { label: "Monitoring", price, quantity: 1 } : null,
  monitoring_storage: (details, { monitoring_storage_price_unit: price }) =>
    details.has_monitoring
      ? { label: "Monitoring storage", price, quantity: details.monitoring_storage ?? 0 }
      : null,
  has_alerting: ({ has_alerting }, { alerting_option: price }) =>
    has_alerting ? { label: "Alerting", price, quantity: 1 } : null,
};

/**
 * The price in lines. Monitoring storage costs nothing without monitoring.
 * @throws RangeError when a price or storage is not a whole number: validate first.
 */
export function priceLines(
  details: PricedDetails,
  prices: Prices,
  currencyCode: string,
): readonly PriceLine[] {
  const unit = minorUnitsPerWhole(currencyCode);
  const basic: PriceItem = { label: "Managed control plane", price: prices.basic, quantity: 1 };
  const options = Object.values(optionPrices).map((toItem) => toItem(details, prices));
  return [basic, ...options]
    .filter((item) => item !== null)
    .map(({ label, price, quantity }) => {
      const unitMinorUnits = BigInt(price) * unit;
      return { label, quantity, unitMinorUnits, minorUnits: unitMinorUnits * BigInt(quantity) };
    });
}

/** The total of an order on the wire, computed without floats. Throws as `priceLines` does. */
export function orderPrice(details: PricedDetails, prices: Prices, currencyCode: string): Money {
  const total = priceLines(details, prices, currencyCode).reduce(
    (sum, line) => sum + line.minorUnits,
    0n,
  );
  return formatMoney(total, currencyCode);
}
