const time = "2026-03-01T13:00:00Z";
const money = { currency_code: "EUR", value: "31.00" };
const details = {
  user_id: "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34",
  cluster_name: "blue-lake",
  images_storage: 10,
  has_monitoring: false,
  monitoring_storage: 0,
  has_alerting: false,
};
const created = { order_id: "FOREIGN", status: "CREATED", approve_url: null };
const order = {
  order_id: "FOREIGN",
  state: "approved",
  payment_status: "Pending",
  payment_summary: "Pending",
  version: 2,
  amount: money,
  order_details: details,
  payee_email: null,
  approve_url: null,
  web_order_id: null,
  problem: null,
  duplicate_of: null,
  create_time: time,
  history: [],
  approve_before: time,
  paid_time: null,
  provisioned_time: null,
  refunded_amount: null,
};
const listed = { ...order, payment_method: "PayPal" };
const update = {
  order_id: "FOREIGN",
  version: 1,
  state: "approved",
  settled: false,
  problem: null,
  time,
};
const line = {
  order_id: "FOREIGN",
  state: "approved",
  version: 2,
  user_id: details.user_id,
  amount: money,
  cluster_name: "blue-lake",
  captured_amount: null,
  disputed: false,
  pending_reason: null,
  problem: null,
  create_time: time,
  state_since: time,
};
const operatorOrder = {
  ...line,
  custom_id: "A",
  order_details: details,
  capture_id: null,
  refunded_amount: null,
  reversed_amount: null,
  refundable_amount: null,
  delivery: "none",
  web_order_id: null,
  situation: "A text.",
  next_step: "A text.",
  available_actions: [],
  refunds: [],
  unavailable_actions: [],
  history: [],
};
const report = {
  currency_code: "EUR",
  captured: "1",
  provisioned: "1",
  refunded: "0",
  reversed: "0",
  in_hands: "0",
  unaccounted: "0",
  faults: 0,
  faulty_orders: [],
};

/** An output of each procedure that is not public. */
export const outputs: Readonly<Record<string, unknown>> = {
  "order.create": created,
  "order.approve": { id: "FOREIGN", status: "APPROVED" },
  "order.get": order,
  "order.list": { orders: [listed], next: null },
  "order.watch": update,
  "operator.orders": { orders: [line], next: null },
  "operator.order": operatorOrder,
  "operator.retry": line,
  "operator.refund": line,
  "operator.close": line,
  "operator.reconcile": { orders: 0 },
  "operator.unmatchedPayments": { payments: [] },
  "operator.closeUnmatchedPayment": { event_id: "WH-1" },
  "operator.money": [report],
};
