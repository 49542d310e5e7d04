import type { Dispute, OurOrder, OurOrderLine, PayPalOrder } from "./desk-order.ts";

const id = "5O190127TN364715T";
const amount = { currency_code: "EUR", value: "31.00" };

/** An order at PayPal that awaits its approval. */
export const paypalOrder = (changes: Partial<PayPalOrder> = {}): PayPalOrder => ({
  id,
  status: "CREATED",
  amount,
  approve_url: `http://127.0.0.1:8041/checkoutnow?token=${id}`,
  created_at: "2026-03-01T10:00:00.000Z",
  expires_at: "2026-03-01T13:00:00.000Z",
  declines: 0,
  captures: [],
  refunds: [],
  dispute_ids: [],
  ...changes,
});

/** The same order in the operator's list. */
export const ourLine = (changes: Partial<OurOrderLine> = {}): OurOrderLine => ({
  order_id: id,
  state: "awaiting_approval",
  version: 1,
  user_id: "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34",
  cluster_name: "blue-lake",
  amount,
  captured_amount: null,
  disputed: false,
  pending_reason: null,
  problem: null,
  create_time: "2026-03-01T10:00:00.000Z",
  state_since: "2026-03-01T10:00:00.000Z",
  ...changes,
});

/** The same order with all its data. */
export const ourOrder = (changes: Partial<OurOrder> = {}): OurOrder => ({
  ...ourLine(),
  custom_id: "order-1",
  net_amount: null,
  vat_amount: null,
  vat: null,
  order_details: {
    user_id: "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34",
    cluster_name: "blue-lake",
    images_storage: 10,
    has_monitoring: false,
    monitoring_storage: 0,
    has_alerting: false,
  },
  capture_id: null,
  refunded_amount: null,
  reversed_amount: null,
  refundable_amount: null,
  delivery: "none",
  web_order_id: null,
  situation: "The payer has not approved yet.",
  next_step: "Nothing.",
  available_actions: [],
  unavailable_actions: [],
  receipts: [],
  refunds: [],
  history: [],
  ...changes,
});

/** An open dispute. */
export const openDispute = (changes: Partial<Dispute> = {}): Dispute => ({
  id: "PP-R-1",
  status: "OPEN",
  reason: "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
  stage: "INQUIRY",
  amount,
  capture_ids: [],
  ...changes,
});
