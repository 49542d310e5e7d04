import type { bill as en } from "../en/bill.ts";
import { optionNames } from "./option-names.ts";

export const bill: typeof en = {
  items: {
    basic: "Plan de contrôle managé",
    ...optionNames,
  },
  net: "Total HT",
  vat: (rate) => `TVA ${rate}`,
  includedVat: (rate) => `Dont TVA ${rate}`,
  total: "Total",
  totalWithVat: "Total TTC",
};
