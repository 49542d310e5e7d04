import type { BillItem } from "@onekonsole/billing-contract/browser";

const items: Readonly<Record<BillItem, string>> = {
  basic: "Managed control plane",
  images_storage: "Image storage",
  has_monitoring: "Monitoring",
  monitoring_storage: "Monitoring storage",
  has_alerting: "Alerting",
};

export const bill = {
  items,
  net: "Net",
  vat: (rate: string) => `VAT ${rate}`,
  includedVat: (rate: string) => `Includes ${rate} VAT`,
  total: "Total",
};
