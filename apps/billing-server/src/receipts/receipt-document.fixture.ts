import type { ReceiptDocument } from "@onekonsole/billing-contract";

const eur = (value: string) => ({ currency_code: "EUR", value });

/** A receipt with every line that an order can have. */
export const receipt: ReceiptDocument = {
  number: "2026-000001",
  kind: "receipt",
  issued_time: "2026-11-29T18:20:03.000Z",
  seller: {
    name: "OneKonsole Émétral SAS",
    address: ["12 rue de l’Exemple", "75002 Paris", "France"],
    siren: "123 456 782",
    vat_id: "FR32123456782",
    email: "billing@onekonsole.example",
    terms_url: "https://onekonsole.example/terms",
  },
  buyer: { user_id: "11111111-2222-3333-4444-555555555555" },
  order_id: "5O190127TN364715T",
  capture_id: "3C679366HH908993F",
  refund_id: null,
  corrects: null,
  paid_time: "2026-11-29T18:20:00.000Z",
  payment_method: "PayPal",
  cluster_name: "my-cluster",
  lines: [
    { item: "basic", quantity: 1, unit_amount: eur("20.00"), amount: eur("20.00") },
    { item: "images_storage", quantity: 1000, unit_amount: eur("1.00"), amount: eur("1000.00") },
    { item: "has_monitoring", quantity: 1, unit_amount: eur("5.00"), amount: eur("5.00") },
    { item: "monitoring_storage", quantity: 10, unit_amount: eur("1.00"), amount: eur("10.00") },
    { item: "has_alerting", quantity: 1, unit_amount: eur("5.00"), amount: eur("5.00") },
  ],
  net_amount: eur("866.67"),
  vat_amount: eur("173.33"),
  total_amount: eur("1040.00"),
  vat: { country: "FR", rate: "20", included: true, reason: null },
};

/** A credit note for a part of it, without VAT. */
export const creditNote: ReceiptDocument = {
  ...receipt,
  number: "CN-2026-000001",
  kind: "credit_note",
  refund_id: "1JU08902781691411",
  corrects: receipt.number,
  lines: [],
  net_amount: eur("12.50"),
  vat_amount: eur("0.00"),
  total_amount: eur("12.50"),
  vat: {
    country: "FR",
    rate: "0",
    included: true,
    reason: {
      en: "VAT not applicable, article 293 B of the CGI",
      fr: "TVA non applicable, article 293 B du CGI",
    },
  },
};
