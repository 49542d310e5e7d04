import type { Prices } from "@onekonsole/billing-contract";

const prices: Prices = {
  basic: 20,
  img_storage_price_unit: 1,
  monitoring_option: 5,
  monitoring_storage_price_unit: 1,
  alerting_option: 5,
};

/** What is charged when `price_book` is not set: the same whole units in both currencies. */
export const defaultPriceBook: Readonly<Record<string, Prices>> = { USD: prices, EUR: prices };
