import type { bill as en } from "../en/bill.ts";

export const bill: typeof en = {
  items: {
    basic: "Plan de contrôle managé",
    images_storage: "Stockage d’images",
    has_monitoring: "Supervision",
    monitoring_storage: "Stockage de supervision",
    has_alerting: "Alertes",
  },
  net: "Total HT",
  vat: (rate) => `TVA ${rate}`,
  includedVat: (rate) => `Dont TVA ${rate}`,
  total: "Total",
};
