import type { OrderState } from "@onekonsole/billing-contract";
import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";

/** One order in our books, all amounts in minor units. */
export interface BookedOrder {
  readonly id: string;
  readonly paypalOrderId: string;
  readonly state: OrderState;
  readonly version: number;
  readonly userId: string;
  readonly clusterName: string;
  readonly captured: bigint;
  readonly capturedCurrency: string | null;
  readonly refunded: bigint;
  readonly reversed: bigint;
  readonly captureId: string | null;
  /** PayPal's word for why it holds the capture. */
  readonly pendingReason: string | null;
  readonly disputed: boolean;
  readonly approveBefore: Date;
  readonly webOrderId: number | null;
  readonly problem: string | null;
  readonly refunds: readonly BookedRefund[];
  readonly events: readonly BookedEvent[];
}

export interface BookedRefund {
  readonly paypalRefundId: string | null;
  readonly amount: bigint | null;
  readonly status: string;
  /** PayPal's word for why it was refused. */
  readonly failureReason: string | null;
  readonly kind: "refund" | "reversal";
}

export interface BookedEvent {
  readonly version: number;
  readonly event: string;
  readonly from: OrderState | null;
  readonly to: OrderState;
  readonly by: string;
  readonly at: Date;
}

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
  kind: BookedRefund["kind"];
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

/** Reads every order with its refunds and its audit trail. */
export async function readRecords(database: RestartableDatabase): Promise<BookedOrder[]> {
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
    refunds: (refunds.get(row.id) ?? []).map(refundOf),
    events: (events.get(row.id) ?? []).map(eventOf),
  }));
}

const refundOf = (row: RefundRow): BookedRefund => ({
  paypalRefundId: row.paypal_refund_id,
  amount: row.amount_minor === null ? null : BigInt(row.amount_minor),
  status: row.status,
  failureReason: row.failure_reason,
  kind: row.kind,
});

const eventOf = (row: EventRow): BookedEvent => ({
  version: row.version,
  event: row.event,
  from: row.from_state,
  to: row.to_state,
  by: row.caused_by,
  at: row.at,
});
