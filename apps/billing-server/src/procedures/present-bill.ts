import { type AppOutputs, formatMoney } from "@onekonsole/billing-contract";
import { presentLine } from "../domain/bill.ts";
import type { Order } from "../domain/order.ts";

type OrderView = AppOutputs["order"]["get"];

/** The amounts without and of the VAT, and its rule; `null` for an order of a release without VAT. */
export function presentVat({
  bill,
  currency,
}: Order): Pick<OrderView, "net_amount" | "vat_amount" | "vat"> {
  if (!bill) return { net_amount: null, vat_amount: null, vat: null };
  return {
    net_amount: formatMoney(bill.netAmount, currency),
    vat_amount: formatMoney(bill.vatAmount, currency),
    vat: bill.vat,
  };
}

/** The lines of the order's bill; `null` for an order of a release without VAT. */
export const presentLines = ({ bill, currency }: Order): OrderView["lines"] =>
  bill && bill.lines.map((line) => presentLine(line, currency));
