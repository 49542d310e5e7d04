import type { BillItem } from "@onekonsole/billing-contract";
import { optionNames } from "./option-names.ts";

const items: Readonly<Record<BillItem, string>> = {
  basic: "Managed control plane",
  ...optionNames,
};

export const bill = {
  items,
  net: "Net",
  vat: (rate: string) => `VAT ${rate}`,
  includedVat: (rate: string) => `Includes ${rate} VAT`,
  total: "Total",
  totalWithVat: "Total",
};
