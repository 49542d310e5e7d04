import type { OptionName } from "@onekonsole/billing-contract";

/** The names of a cluster's options, in the form, the bill and the details of an order. */
export const optionNames: Readonly<Record<OptionName, string>> = {
  images_storage: "Image storage",
  has_monitoring: "Monitoring",
  monitoring_storage: "Monitoring storage",
  has_alerting: "Alerting",
};
