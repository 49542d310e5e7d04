import type { Order } from "@onekonsole/billing-contract";
import {
  type Bill,
  formatMoney,
  type Money,
  orderBill,
  type PricedDetails,
  type TaxedPrices,
  type Vat,
} from "@onekonsole/billing-contract";

/** What is charged for an order and why, on the wire's terms. */
export interface ShownBill {
  readonly lines: NonNullable<Order["lines"]>;
  readonly net: Money;
  readonly vat: Money;
  readonly total: Money;
  readonly rule: Vat;
}

/** Prices with the whole rule of their VAT. */
export type PagePrices = TaxedPrices & { readonly vat: Vat };

/** The bill of an order that is not placed yet. Throws as `orderBill` does. */
export function previewBill(
  details: PricedDetails,
  prices: PagePrices,
  currencyCode: string,
): ShownBill {
  const money = (minorUnits: bigint) => formatMoney(minorUnits, currencyCode);
  const { lines, net, vat, gross }: Bill = orderBill(details, prices, currencyCode);
  return {
    lines: lines.map(({ item, quantity, unitMinorUnits, minorUnits }) => ({
      item,
      quantity,
      unit_amount: money(unitMinorUnits),
      amount: money(minorUnits),
    })),
    net: money(net),
    vat: money(vat),
    total: money(gross),
    rule: prices.vat,
  };
}

/** The bill of a placed order; undefined for one of a release without VAT. */
export function placedBill(order: Order): ShownBill | undefined {
  const { lines, net_amount: net, vat_amount: vat, vat: rule, amount: total } = order;
  return lines && net && vat && rule ? { lines, net, vat, total, rule } : undefined;
}
