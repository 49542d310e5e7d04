export const prices = {
  basic: 20,
  img_storage_price_unit: 1,
  monitoring_option: 5,
  monitoring_storage_price_unit: 1,
  alerting_option: 5,
  currencies: ["USD", "EUR"] as ("USD" | "EUR")[],
  vat: { country: "FR", rate: "20", included: true, reason: null },
  seller: null,
};
