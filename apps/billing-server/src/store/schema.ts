import type { ColumnType, Generated } from "kysely";
import type { OrderState } from "@onekonsole/billing-contract";
import type { ApprovalStatus, DeliveryTrace } from "../domain/order.ts";

type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;

/** One order; see `migrations/` for the constraints. */
export interface OrdersTable {
  id: string;
  paypal_order_id: string;
  state: ColumnType<OrderState, OrderState | undefined, OrderState>;
  version: Generated<number>;
  user_id: string;
  cluster_name: string;
  images_storage: number;
  has_monitoring: boolean;
  monitoring_storage: number;
  has_alerting: boolean;
  currency: string;
  /** pg hands int8 over as a string; it never becomes a float. */
  amount_minor: ColumnType<string, string, never>;
  payee_email: string | null;
  payee_merchant_id: string | null;
  approve_url: string | null;
  approval_status: ApprovalStatus | null;
  capture_attempt: Generated<number>;
  capture_id: string | null;
  delivery: Generated<DeliveryTrace>;
  delivery_attempt: Generated<number>;
  delivery_started_at: Timestamp | null;
  web_order_id: string | null;
  problem: string | null;
  created_at: Timestamp;
  approve_before: Timestamp;
  paid_at: Timestamp | null;
  provisioned_at: Timestamp | null;
}

/** The audit trail: one row a transition, never changed. */
export interface OrderEventsTable {
  order_id: string;
  version: number;
  event: string;
  from_state: OrderState | null;
  to_state: OrderState;
  problem: string | null;
  caused_by: string;
  debug_id: string | null;
  at: Timestamp;
}

export interface BillingDatabase {
  orders: OrdersTable;
  order_events: OrderEventsTable;
}
