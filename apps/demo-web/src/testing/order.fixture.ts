import type { Order } from "@onekonsole/billing-contract";

/** An order of 31.00 USD that awaits its approval. */
export const sampleOrder = (changes: Partial<Order> = {}): Order => ({
  order_id: "5O190127TN364715T",
  state: "awaiting_approval",
  payment_status: "Pending",
  payment_summary: "Pending",
  version: 1,
  amount: { currency_code: "USD", value: "31.00" },
  order_details: {
    user_id: "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34",
    cluster_name: "blue-lake",
    images_storage: 11,
    has_monitoring: false,
    monitoring_storage: 0,
    has_alerting: false,
  },
  payee_email: "shop@example.org",
  approve_url: "https://www.paypal.com/checkoutnow?token=5O190127TN364715T",
  web_order_id: null,
  problem: null,
  duplicate_of: null,
  create_time: "2026-03-01T10:00:00.000Z",
  approve_before: "2026-03-01T13:00:00.000Z",
  paid_time: null,
  provisioned_time: null,
  refunded_amount: null,
  history: [],
  ...changes,
});
