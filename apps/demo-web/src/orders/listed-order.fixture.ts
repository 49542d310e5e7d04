import type { ListedOrder } from "./use-own-orders.ts";

/** A provisioned order over €30.00; tests override single fields. */
export const sampleListed = (changes: Partial<ListedOrder> = {}): ListedOrder => ({
  order_id: "5O190127TN364715T",
  state: "provisioned",
  payment_summary: "Paid",
  amount: { currency_code: "EUR", value: "30.00" },
  net_amount: null,
  vat_amount: null,
  vat: null,
  refunded_amount: null,
  payee_email: "shop@example.org",
  order_details: {
    user_id: "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34",
    cluster_name: "blue-lake",
    images_storage: 10,
    has_monitoring: false,
    monitoring_storage: 0,
    has_alerting: false,
  },
  create_time: "2026-03-01T10:00:00.000Z",
  paid_time: "2026-03-01T10:01:00.000Z",
  payment_method: "PayPal",
  ...changes,
});
