import type { optionNames as en } from "../en/option-names.ts";

export const optionNames: typeof en = {
  images_storage: "Stockage d’images",
  has_monitoring: "Supervision",
  monitoring_storage: "Stockage de supervision",
  has_alerting: "Alertes",
};
