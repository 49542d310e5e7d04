import type { z } from "zod";
import type { billItemSchema } from "./bill-schemas.ts";
import type { storedDetailsSchema } from "./details-schemas.ts";
import { formatMoney, minorUnitsPerWhole, type Money } from "./money.ts";
import type { pricesSchema } from "./schemas.ts";
import { type VatAmounts, vatAmounts, type VatRule } from "./vat.ts";

/** The prices of one currency, each in whole units of it, as `GET /order/prices` returns them. */
export type Prices = Readonly<z.output<typeof pricesSchema>>;

/** The prices of one currency with the VAT that applies to them, as `order.prices` returns them. */
export type TaxedPrices = Prices & { readonly vat: VatRule };

type StoredDetails = z.output<typeof storedDetailsSchema>;

/** The options of a cluster: every order detail except its owner and its name. */
export type OptionName = Exclude<keyof StoredDetails, "user_id" | "cluster_name">;

/** The details on which the price depends. Storages are whole gigabytes. */
export type PricedDetails = Readonly<
  Omit<Pick<StoredDetails, OptionName>, "monitoring_storage">
> & {
  readonly monitoring_storage?: number | undefined;
};

/** What a line is for: the cluster itself, or an option. */
export type BillItem = z.output<typeof billItemSchema>;

const storages: ReadonlySet<BillItem> = new Set(["images_storage", "monitoring_storage"]);

/** Whether the quantity of an item is in gigabytes. */
export const isStorage = (item: BillItem): boolean => storages.has(item);

/** One line of the price, in minor units. */
export interface PriceLine {
  readonly item: BillItem;
  readonly quantity: number;
  readonly unitMinorUnits: bigint;
  /** Of all units. */
  readonly minorUnits: bigint;
}

interface PriceItem {
  /** In whole units of the currency. */
  readonly price: number;
  readonly quantity: number;
}

type PriceOption = (details: PricedDetails, prices: Prices) => PriceItem | null;

/** One entry per option, in the order of the lines; an option without a price does not compile. */
const optionPrices: Readonly<Record<OptionName, PriceOption>> = {
  images_storage: ({ images_storage: quantity }, { img_storage_price_unit: price }) => ({
    price,
    quantity,
  }),
  has_monitoring: ({ has_monitoring }, { monitoring_option: price }) =>
    has_monitoring ? { price, quantity: 1 } : null,
  monitoring_storage: (details, { monitoring_storage_price_unit: price }) =>
    details.has_monitoring ? { price, quantity: details.monitoring_storage ?? 0 } : null,
  has_alerting: ({ has_alerting }, { alerting_option: price }) =>
    has_alerting ? { price, quantity: 1 } : null,
};

const optionNames = Object.keys(optionPrices) as readonly OptionName[];

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
  const basic: PriceItem = { price: prices.basic, quantity: 1 };
  const options = optionNames.map((item) => [item, optionPrices[item](details, prices)] as const);
  return ([["basic", basic], ...options] as const).flatMap(([item, found]) => {
    if (!found) return [];
    const { price, quantity } = found;
    const unitMinorUnits = BigInt(price) * unit;
    const minorUnits = unitMinorUnits * BigInt(quantity);
    return [{ item, quantity, unitMinorUnits, minorUnits }];
  });
}

/** The lines of an order, and their sum with the VAT. */
export interface Bill extends VatAmounts {
  readonly lines: readonly PriceLine[];
}

/** The bill of an order, computed without floats. Throws as `priceLines` does. */
export function orderBill(details: PricedDetails, prices: TaxedPrices, currencyCode: string): Bill {
  const lines = priceLines(details, prices, currencyCode);
  const sum = lines.reduce((total, { minorUnits }) => total + minorUnits, 0n);
  return { lines, ...vatAmounts(sum, prices.vat) };
}

/**
 * The amount on the wire that is charged for an order, VAT included. Throws as `priceLines` does.
 */
export const orderPrice = (
  details: PricedDetails,
  prices: TaxedPrices,
  currencyCode: string,
): Money => formatMoney(orderBill(details, prices, currencyCode).gross, currencyCode);
