import type { PriceLine, Vat } from "@onekonsole/billing-contract";

/** A line of a bill; the texts of its item are the reader's. */
export type BillLine = Omit<PriceLine, "label">;

/** What an order's amount consists of, frozen when the order was created. In minor units. */
export interface OrderBill {
  readonly netAmount: bigint;
  /** `netAmount` + `vatAmount` is the order's amount. */
  readonly vatAmount: bigint;
  readonly vat: Vat;
  /** Their sum is the order's amount if the prices include the VAT, otherwise `netAmount`. */
  readonly lines: readonly BillLine[];
}
