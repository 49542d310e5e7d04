import { defaultVat } from "../config/vat-rule.ts";
import type { OrderBill } from "../domain/bill.ts";
import type { CapturedMoney } from "../domain/order-event.ts";
import type { Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { Capture, PayPalOrder } from "../domain/paypal-order.ts";

const sampleUser = "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31";

/** The bill of 31.00 EUR, of which 5.17 EUR are VAT. */
export const sampleBill: OrderBill = {
  netAmount: 2583n,
  vatAmount: 517n,
  vat: defaultVat,
  lines: [
    { item: "basic", quantity: 1, unitMinorUnits: 2000n, minorUnits: 2000n },
    { item: "images_storage", quantity: 11, unitMinorUnits: 100n, minorUnits: 1100n },
  ],
};

/** An order over 31.00 EUR that awaits approval; tests override single fields. */
export function sampleOrder(changes: Partial<Order> = {}): Order {
  return {
    id: "6a1f0f7e-7f3c-4d2e-9a57-0c2b8d1e4f60" as OrderId,
    paypalOrderId: "5O190127TN364715T" as PayPalOrderId,
    state: "awaiting_approval",
    version: 1,
    userIdAtWebOrder: changes.details?.user_id ?? sampleUser,
    details: {
      user_id: sampleUser,
      cluster_name: "blue-lake",
      images_storage: 11,
      has_monitoring: false,
      monitoring_storage: 0,
      has_alerting: false,
    },
    currency: "EUR",
    amount: 3100n,
    bill: sampleBill,
    payeeEmail: "shop@example.org",
    payeeMerchantId: "SHOP0000000001",
    approveUrl: "https://paypal.example.org/checkoutnow?token=5O190127TN364715T",
    approvalStatus: null,
    approvalTime: null,
    approvalRefusal: null,
    captureAttempt: 1,
    captureId: null,
    pendingReason: null,
    conflictingId: null,
    capturedAmount: 0n,
    capturedCurrency: null,
    refundedAmount: 0n,
    reversedAmount: 0n,
    reversedFrom: null,
    problemBeforeReversal: null,
    openDisputes: [],
    delivery: "none",
    deliveryAttempt: 0,
    deliveryStartedAt: null,
    webOrderId: null,
    problem: null,
    traceParent: null,
    firstOrderId: null,
    missingSince: null,
    missingReads: 0,
    createdAt: new Date("2026-03-01T10:00:00Z"),
    approveBefore: new Date("2026-03-01T13:00:00Z"),
    paidAt: null,
    provisionedAt: null,
    ...changes,
  };
}

/** An approved order whose capture is due. */
export const approvedOrder = (changes: Partial<Order> = {}): Order =>
  sampleOrder({ state: "approved", version: 2, approvalStatus: "APPROVED", ...changes });

/** A captured order whose delivery is due. */
export const capturedOrder = (changes: Partial<Order> = {}): Order =>
  approvedOrder({
    state: "captured",
    version: 3,
    ...paidColumns(changes),
    paidAt: new Date("2026-03-01T10:04:00Z"),
    ...changes,
  });

/** A delivered order; nothing is due. */
export const provisionedOrder = (changes: Partial<Order> = {}): Order =>
  capturedOrder({ state: "provisioned", version: 4, webOrderId: 12, ...changes });

/** The columns that a full capture sets. */
function paidColumns({ amount = 3100n, currency = "EUR" }: Partial<Order>) {
  return { captureId: "2GG279541U471931P", capturedAmount: amount, capturedCurrency: currency };
}

/** The money of a full capture, as in an order event. */
export const sampleMoney = (order: Order, changes: Partial<CapturedMoney> = {}): CapturedMoney => ({
  captureId: "2GG279541U471931P",
  currency: order.currency,
  amount: order.amount,
  ...changes,
});

/** The order as PayPal reports it, consistent in every field. */
export function orderAtPayPal(order: Order, changes: Partial<PayPalOrder> = {}): PayPalOrder {
  return {
    id: order.paypalOrderId,
    status: "APPROVED",
    updateTime: null,
    approveUrl: order.approveUrl,
    customId: order.id,
    currency: order.currency,
    amount: order.amount,
    payeeEmail: order.payeeEmail,
    payeeMerchantId: order.payeeMerchantId,
    capture: null,
    hasUnreadableCapture: false,
    refunds: [],
    ...changes,
  };
}

/** A COMPLETED order at PayPal with one capture; `capture` overrides its fields. */
export function completedAtPayPal(order: Order, capture: Partial<Capture> = {}): PayPalOrder {
  return orderAtPayPal(order, {
    status: "COMPLETED",
    capture: {
      id: "2GG279541U471931P",
      status: "COMPLETED",
      currency: order.currency,
      amount: order.amount,
      customId: order.id,
      pendingReason: null,
      ...capture,
    },
  });
}
