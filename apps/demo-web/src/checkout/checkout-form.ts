import type { OptionName } from "@onekonsole/billing-contract";

/**
 * The checkout as typed. Storages are text, so that an incomplete number is neither lost nor
 * changed.
 */
export interface CheckoutForm {
  readonly clusterName: string;
  readonly imagesStorage: string;
  readonly hasMonitoring: boolean;
  readonly monitoringStorage: string;
  readonly hasAlerting: boolean;
  /** An ISO 4217 code; empty until one is chosen. The service decides which ones are sold. */
  readonly currency: string;
  readonly userId: string;
}

export type FieldName = keyof CheckoutForm;

/** The form's field for each detail of an order, so that no option can be left out of the form. */
export const detailFields = {
  cluster_name: "clusterName",
  images_storage: "imagesStorage",
  has_monitoring: "hasMonitoring",
  monitoring_storage: "monitoringStorage",
  has_alerting: "hasAlerting",
  user_id: "userId",
} as const satisfies Readonly<Record<OptionName | "cluster_name" | "user_id", FieldName>>;

/** What is wrong with a field: it breaks its rule, or another order has the cluster name. */
export type FieldFault = "invalid" | "taken";
export type FieldProblems = Readonly<Partial<Record<FieldName, FieldFault>>>;

export const emptyForm: CheckoutForm = {
  clusterName: "",
  imagesStorage: "10",
  hasMonitoring: false,
  monitoringStorage: "10",
  hasAlerting: false,
  currency: "",
  // A fictitious user; the console has the signed-in account instead.
  userId: "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34",
};
