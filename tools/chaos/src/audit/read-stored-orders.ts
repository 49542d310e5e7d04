import type { OrderState } from "@onekonsole/billing-contract";
import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import type { StoredEvent, StoredOrder, StoredRefund } from "./stored-order.ts";

interface OrderRow {
  id: string;
  paypal_order_id: string;
  state: OrderState;
  version: number;
  user_id: string;
  cluster_name: string;
  captured_minor: string;
  captured_currency: string | null;
  refunded_minor: string;
  reversed_minor: string;
  capture_id: string | null;
  pending_reason: string | null;
  disputed: boolean;
  approve_before: Date;
  web_order_id: string | null;
  problem: string | null;
}

interface RefundRow {
  order_id: string;
  paypal_refund_id: string | null;
  amount_minor: string | null;
  status: string;
  failure_reason: string | null;
  kind: StoredRefund["kind"];
}

interface EventRow {
  order_id: string;
  version: number;
  event: string;
  from_state: OrderState | null;
  to_state: OrderState;
  caused_by: string;
  at: Date;
}

/** Reads every order with its refunds and its audit events. */
export async function readStoredOrders(database: RestartableDatabase): Promise<StoredOrder[]> {
  const orders = await database.query<OrderRow>("select * from orders");
  const refunds = Map.groupBy(
    await database.query<RefundRow>("select * from refunds"),
    (row) => row.order_id,
  );
  const events = Map.groupBy(
    await database.query<EventRow>("select * from order_events order by order_id, version"),
    (row) => row.order_id,
  );
  return orders.map((row) => ({
    ...toOrder(row),
    refunds: (refunds.get(row.id) ?? []).map(toRefund),
    events: (events.get(row.id) ?? []).map(toEvent),
  }));
}

const toOrder = (row: OrderRow): Omit<StoredOrder, "refunds" | "events"> => ({
  id: row.id,
  paypalOrderId: row.paypal_order_id,
  state: row.state,
  version: row.version,
  userId: row.user_id,
  clusterName: row.cluster_name,
  captured: BigInt(row.captured_minor),
  capturedCurrency: row.captured_currency,
  refunded: BigInt(row.refunded_minor),
  reversed: BigInt(row.reversed_minor),
  captureId: row.capture_id,
  pendingReason: row.pending_reason,
  disputed: row.disputed,
  approveBefore: row.approve_before,
  webOrderId: row.web_order_id === null ? null : Number(row.web_order_id),
  problem: row.problem,
});

const toRefund = (row: RefundRow): StoredRefund => ({
  paypalRefundId: row.paypal_refund_id,
  amount: row.amount_minor === null ? null : BigInt(row.amount_minor),
  status: row.status,
  failureReason: row.failure_reason,
  kind: row.kind,
});

const toEvent = (row: EventRow): StoredEvent => ({
  version: row.version,
  event: row.event,
  from: row.from_state,
  to: row.to_state,
  by: row.caused_by,
  at: row.at,
});
