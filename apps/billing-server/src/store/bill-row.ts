import type { PriceLine } from "@onekonsole/billing-contract";
import type { Selectable } from "kysely";
import type { OrderBill } from "../domain/bill.ts";
import type { OrdersTable, StoredLine } from "./schema.ts";

type BillRow = Pick<Selectable<OrdersTable>, "net_minor" | "vat_minor" | "vat" | "bill_lines">;

/** The bill in a row; `null` if a release without VAT inserted the row. */
export function billOfRow(row: BillRow): OrderBill | null {
  const { net_minor: net, vat_minor: vatAmount, vat, bill_lines: lines } = row;
  if (net === null || vatAmount === null || vat === null || lines === null) return null;
  return {
    netAmount: BigInt(net),
    vatAmount: BigInt(vatAmount),
    vat,
    lines: lines.map(toBillLine),
  };
}

function toBillLine({ item, quantity, unit_minor: unit }: StoredLine): PriceLine {
  const unitMinorUnits = BigInt(unit);
  return { item, quantity, unitMinorUnits, minorUnits: unitMinorUnits * BigInt(quantity) };
}

/** A line as stored; its total follows from it. */
export const toStoredLine = ({ item, quantity, unitMinorUnits }: PriceLine): StoredLine => ({
  item,
  quantity,
  unit_minor: unitMinorUnits.toString(),
});
