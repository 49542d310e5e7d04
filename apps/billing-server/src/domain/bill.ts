import {
  type AppOutputs,
  formatMoney,
  type PriceLine,
  type Vat,
} from "@onekonsole/billing-contract";

/** What an order's amount consists of, frozen when the order was created. In minor units. */
export interface OrderBill {
  readonly netAmount: bigint;
  /** `netAmount` + `vatAmount` is the order's amount. */
  readonly vatAmount: bigint;
  readonly vat: Vat;
  /** Their sum is the order's amount if the prices include the VAT, otherwise `netAmount`. */
  readonly lines: readonly PriceLine[];
}

type PresentedLine = NonNullable<AppOutputs["order"]["get"]["lines"]>[number];

/** A line on the wire and on documents. */
export const presentLine = (
  { item, quantity, unitMinorUnits, minorUnits }: PriceLine,
  currency: string,
): PresentedLine => ({
  item,
  quantity,
  unit_amount: formatMoney(unitMinorUnits, currency),
  amount: formatMoney(minorUnits, currency),
});
