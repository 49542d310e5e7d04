import {
  type OrderRecord,
  PayPalSandbox,
  type Sandbox,
  WebOrderSandbox,
} from "@onekonsole/billing-sandbox";
import type { AuditedOrder } from "./audited-order.ts";
import type { StoredEvent, StoredOrder, StoredRefund } from "./stored-order.ts";

export const approveBefore = new Date("2026-03-01T13:00:00Z");

type Row = Parameters<WebOrderSandbox["insert"]>[0];

/** One paid PayPal order of 31.00 EUR, and rows that match it unless a test changes them. */
export function createAuditFixture() {
  const paypal = new PayPalSandbox({ url: "http://paypal.example" });
  const webOrder = new WebOrderSandbox({ url: "http://web-order.example/order" });
  const sandbox = { paypal, webOrder } as unknown as Sandbox;
  const record = paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "one");
  const stored = (changes: Partial<StoredOrder> = {}) => storedOrder(record, changes);
  return {
    paypal,
    webOrder,
    sandbox,
    record,
    stored,
    /** Inserts the row that web-order has after a delivery. */
    deliver: (changes: Partial<Row> = {}) =>
      webOrder.insert({
        paypal_id: record.id,
        user_id: "user",
        cluster_name: "cluster",
        ...changes,
      } as Row),
    audited: (changes: Partial<StoredOrder> = {}): AuditedOrder => ({
      stored: stored(changes),
      sandbox,
      recorded: null,
    }),
  };
}

function storedOrder(record: OrderRecord, changes: Partial<StoredOrder>): StoredOrder {
  return {
    id: "one",
    paypalOrderId: record.id,
    state: "needs_attention",
    version: 1,
    userId: "user",
    clusterName: "cluster",
    captured: 3_100n,
    capturedCurrency: "EUR",
    refunded: 0n,
    reversed: 0n,
    captureId: record.purchase_units[0]?.payments?.captures[0]?.id ?? null,
    pendingReason: null,
    disputed: false,
    approveBefore,
    webOrderId: null,
    problem: "a problem",
    refunds: [],
    events: [],
    ...changes,
  };
}

/** A completed refund of 31.00 EUR. */
export const storedRefund = (changes: Partial<StoredRefund> = {}): StoredRefund => ({
  paypalRefundId: "refund",
  amount: 3_100n,
  status: "completed",
  failureReason: null,
  kind: "refund",
  ...changes,
});

/** Audit events through these states. */
export const storedEvents = (...states: readonly StoredEvent["to"][]): readonly StoredEvent[] =>
  states.map((to, index) => ({
    version: index + 1,
    event: "created",
    from: states[index - 1] ?? null,
    to,
    by: "test",
    at: approveBefore,
  }));
