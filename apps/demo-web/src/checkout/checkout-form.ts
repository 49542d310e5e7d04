/** The currencies the console sells in. */
export const currencies = ["USD", "EUR"] as const;
export type Currency = (typeof currencies)[number];

/** The checkout as typed. Storages stay text, so that a half-typed number is neither lost nor changed. */
export interface CheckoutForm {
  readonly clusterName: string;
  readonly imagesStorage: string;
  readonly hasMonitoring: boolean;
  readonly monitoringStorage: string;
  readonly hasAlerting: boolean;
  readonly currency: Currency;
  readonly userId: string;
}

export type FieldName = keyof CheckoutForm;

/** What is wrong with a field, as a whole sentence. */
export type FieldProblems = Readonly<Partial<Record<FieldName, string>>>;

/** What the sliders run over, in gigabytes; the number inputs take all the contract allows. */
export const sliderRange = { min: 5, max: 100 } as const;

export const emptyForm: CheckoutForm = {
  clusterName: "",
  imagesStorage: "10",
  hasMonitoring: false,
  monitoringStorage: "10",
  hasAlerting: false,
  currency: "EUR",
  // A made-up person: in the console the signed-in account takes this place.
  userId: "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34",
};

/** The names people know the fields by: labels, and the first words of their problems. */
export const fieldLabels: Readonly<Record<FieldName, string>> = {
  clusterName: "Cluster name",
  imagesStorage: "Image storage",
  hasMonitoring: "Monitoring",
  monitoringStorage: "Monitoring storage",
  hasAlerting: "Alerting",
  currency: "Currency",
  userId: "User id",
};
