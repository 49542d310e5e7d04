import { ruleMessages } from "@onekonsole/billing-contract";
import type { FieldName } from "../../checkout/checkout-form.ts";
import { optionNames } from "./option-names.ts";

const labels: Readonly<Record<FieldName, string>> = {
  clusterName: "Cluster name",
  imagesStorage: optionNames.images_storage,
  hasMonitoring: optionNames.has_monitoring,
  monitoringStorage: optionNames.monitoring_storage,
  hasAlerting: optionNames.has_alerting,
  currency: "Currency",
  userId: "User id",
};

const hints: Readonly<Record<FieldName, string>> = {
  clusterName:
    "2 to 63 characters: lower-case letters, digits and hyphens, starting and ending with a letter or digit.",
  imagesStorage: "Storage for container images.",
  hasMonitoring: "Metrics of your cluster.",
  monitoringStorage: "Storage for metrics.",
  hasAlerting: "Alerts about your cluster.",
  currency: "The currency of the payment.",
  userId: "The account the cluster is ordered for; in the console, the person signed in.",
};

const rule = (field: FieldName, text: string) => `${labels[field]} ${text}.`;

const rules: Readonly<Record<FieldName, string>> = {
  clusterName: rule("clusterName", ruleMessages.clusterName),
  imagesStorage: rule("imagesStorage", ruleMessages.imagesStorage),
  hasMonitoring: rule("hasMonitoring", "must be on or off"),
  monitoringStorage: rule("monitoringStorage", ruleMessages.monitoringStorage),
  hasAlerting: rule("hasAlerting", "must be on or off"),
  currency: rule("currency", "must be one of the list"),
  userId: rule("userId", ruleMessages.userId),
};

export const checkout = {
  title: "New Kubernetes cluster",
  lead: "Choose what your managed cluster comes with. The control plane is always included.",
  pricesReloading: "The prices cannot be loaded. We are trying again; your entries are kept.",
  fields: {
    labels,
    hints,
    rules,
    clusterNameTaken: "Cluster name belongs to an order of yours that is paid or being paid.",
    useName: (name: string) => `Use “${name}”`,
    seeOrder: "See that order",
    inGigabytes: (label: string) => `${label} (GB)`,
    slider: (label: string) => `${label} slider`,
    price: (price: string) => `${price}.`,
    pricePerGigabyte: (price: string) => `${price} per GB.`,
    loading: "Loading…",
    clusterNameExample: "my-cluster",
  },
  developerOptions: "Developer options",
  summary: {
    heading: "Your order",
    checkFields: "Please check the marked fields.",
    priceChanged: (seen: string, current: string) => `The total was ${seen} and is ${current} now.`,
    pay: "Pay with PayPal",
    openingPayPal: "Opening PayPal…",
    finePrint: "You approve the payment at PayPal. No money is taken before that.",
  },
};
