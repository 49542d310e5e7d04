import type {
  BillItem,
  OrderEventCode,
  OrderState,
  ReceiptDocument,
  Vat,
} from "@onekonsole/billing-contract";
import type { ColumnType, Generated } from "kysely";
import type { Cause, AuditEvent } from "../domain/audit-event.ts";
import type { SendFailure } from "../domain/dispatch.ts";
import type { ApprovalRefusal, ApprovalStatus, DeliveryAttemptState } from "../domain/order.ts";
import type { UnmatchedPayment } from "../domain/paypal-event.ts";
import type { Refund, RefundStatus } from "../domain/refund.ts";
import type { DisabledAs, ListedDispatch } from "../ports/endpoint-store.ts";

type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;

/** A line of an order's bill, as JSON. */
export interface StoredLine {
  readonly item: BillItem;
  readonly quantity: number;
  /** A decimal string, as of a bigint. */
  readonly unit_minor: string;
}

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
  /** pg returns int8 as a string; it is never converted to a float. */
  amount_minor: ColumnType<string, string, never>;
  /** The bill; `null` in rows that a release without VAT inserted. */
  net_minor: ColumnType<string | null, string | undefined, never>;
  vat_minor: ColumnType<string | null, string | undefined, never>;
  vat: ColumnType<Vat | null, string | undefined, never>;
  bill_lines: ColumnType<readonly StoredLine[] | null, string | undefined, never>;
  payee_email: string | null;
  payee_merchant_id: string | null;
  approve_url: string | null;
  approval_status: ApprovalStatus | null;
  approval_time: Timestamp | null;
  approval_refusal: ApprovalRefusal | null;
  capture_attempt: Generated<number>;
  capture_id: string | null;
  /** Valid only while the state is `capture_pending`. */
  pending_reason: string | null;
  conflicting_id: string | null;
  captured_minor: ColumnType<string, string | undefined, string>;
  captured_currency: string | null;
  refunded_minor: ColumnType<string, string | undefined, string>;
  reversed_minor: ColumnType<string, string | undefined, string>;
  reversed_from: OrderState | null;
  problem_before_reversal: string | null;
  /** Whether any dispute is open; `open_disputes` has their ids. */
  disputed: Generated<boolean>;
  open_disputes: Generated<string[]>;
  fingerprint: string | null;
  due_at: Timestamp | null;
  delivery: Generated<DeliveryAttemptState>;
  delivery_attempt: Generated<number>;
  delivery_started_at: Timestamp | null;
  web_order_id: string | null;
  problem: string | null;
  trace_parent: string | null;
  /** PayPal's id of the order that had the cluster name. */
  duplicate_of: string | null;
  missing_since: Timestamp | null;
  missing_looks: Generated<number>;
  created_at: Timestamp;
  state_since: Timestamp;
  approve_before: Timestamp;
  paid_at: Timestamp | null;
  provisioned_at: Timestamp | null;
}

/** The history: one row per transition, never changed. */
export interface OrderEventsTable {
  order_id: string;
  version: number;
  event: AuditEvent["event"];
  from_state: OrderState | null;
  to_state: OrderState;
  problem: string | null;
  caused_by: Cause["by"];
  debug_id: string | null;
  actor: string | null;
  note: string | null;
  at: Timestamp;
}

/** Refunds and reversals of captures, ours and others. */
export interface RefundsTable {
  id: string;
  order_id: string;
  paypal_refund_id: string | null;
  amount_minor: string | null;
  status: RefundStatus;
  kind: Refund["kind"];
  reason: string | null;
  failure_reason: string | null;
  failed_at: Timestamp | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

/** The reservation of a user's cluster name during and after the payment. */
export interface PurchasesTable {
  user_id: string;
  cluster_name: string;
  order_id: string;
  held_until: Timestamp;
}

/** The latest state of a dispute about an order. */
export interface DisputesTable {
  order_id: string;
  dispute_id: string;
  is_open: boolean;
  /** By PayPal's clock. */
  as_of: Timestamp;
  /** When PayPal created its event; `null` if an earlier release recorded it. */
  told_at: Timestamp | null;
}

/** PayPal's events as received, once each. */
export interface WebhookEventsTable {
  id: string;
  event_type: string;
  body: string;
  outcome: string | null;
  received_at: Timestamp;
  processed_at: Timestamp | null;
}

/** Payments to the account that belong to no order. */
export interface UnmatchedPaymentsTable {
  event_id: string;
  kind: UnmatchedPayment["kind"];
  paypal_order_id: string | null;
  capture_id: string | null;
  /** Our order id in the payment. */
  custom_id: string | null;
  /** A decimal string, as in PayPal's event. */
  amount: string | null;
  currency: string | null;
  found_at: Timestamp;
  closed_at: Timestamp | null;
  /** The operator and the reason. */
  closed_by: string | null;
  note: string | null;
}

/** Who requested a reconciliation, and why; never changed. */
export interface ReconciliationsTable {
  at: Timestamp;
  since: Timestamp;
  orders: number;
  actor: string;
  note: string;
}

/** The time up to which PayPal's list of events was read. */
export interface WebhookBackfillTable {
  only_row: Generated<boolean>;
  through: Timestamp;
}

/** Since when orders created at PayPal have a seal. */
export interface OrderSealsTable {
  only_row: Generated<boolean>;
  since: Timestamp;
}

/** The progress of the audit of `order_totals`, in one row. */
export interface LedgerAuditTable {
  only_row: Generated<boolean>;
  /** The last order that the current pass has read; the zero id before the first one. */
  through: Generated<string>;
  /** Orders that the current pass found wrong. */
  differing_orders: Generated<number>;
  folded_at: Timestamp;
  completed_at: Timestamp;
  /** Totals, and orders, that the last complete pass found wrong. */
  found_totals: Generated<number>;
  found_orders: Generated<number>;
}

/** The series of numbers: one for each year and kind of document. */
export interface ReceiptSeriesTable {
  name: string;
  last: number;
  /** When its first number was drawn, and its last one. */
  started_at: Timestamp;
  issued_at: Timestamp;
}

/** Receipts and credit notes as issued; never changed. */
export interface ReceiptsTable {
  number: string;
  series: string;
  sequence: number;
  order_id: string;
  kind: ReceiptDocument["kind"];
  capture_id: string;
  /** Our id of the refund that a credit note is for. */
  refund_id: string | null;
  issued_at: Timestamp;
  document: ColumnType<ReceiptDocument, string, never>;
}

/** What an order was at an event, beside the columns of `order_events`; money is `null` for none. */
interface FeedColumns {
  order_id: string;
  version: number;
  captured_minor: string | null;
  captured_currency: string | null;
  refunded_minor: string | null;
  reversed_minor: string | null;
  disputed: Generated<boolean>;
  web_order_id: string | null;
  duplicate_of: string | null;
}

/** Events without a position yet; a trigger on `order_events` appends them. */
export interface EventFeedPendingTable extends FeedColumns {
  id: Generated<string>;
}

/** The feed; positions count from 1 without gaps. */
export interface EventFeedTable extends FeedColumns {
  position: string;
  sequenced_at: Timestamp;
}

/** How far the feed has been written, and removed because of its age. */
export interface EventFeedStateTable {
  only_row: Generated<boolean>;
  last_position: Generated<string>;
  removed_through: Generated<string>;
}

/** Where the events of the feed are sent; `position` is the last one that was handed to `event_dispatches`. */
export interface EventEndpointsTable {
  id: string;
  source: "configuration" | "operator";
  url: string;
  types: OrderEventCode[] | null;
  position: string;
  secret_generation: Generated<number>;
  earlier_secret_until: Timestamp | null;
  held_until: Timestamp | null;
  added_at: Timestamp;
  disabled_at: Timestamp | null;
  disabled_as: DisabledAs | null;
}

/** One event for one endpoint. */
export interface EventDispatchesTable {
  endpoint_id: string;
  position: string;
  state: Generated<ListedDispatch["state"]>;
  attempts: Generated<number>;
  created_at: Timestamp;
  due_at: Timestamp;
  attempted_at: Timestamp | null;
  last_status: number | null;
  last_failure: SendFailure | null;
}

/** Operators' actions on endpoints, never changed. */
export interface EventEndpointActsTable {
  at: Timestamp;
  endpoint_id: string;
  act: "add" | "remove" | "enable" | "rotate_secret" | "resend";
  actor: string;
  note: string;
}

export interface BillingDatabase {
  event_endpoints: EventEndpointsTable;
  event_dispatches: EventDispatchesTable;
  event_endpoint_acts: EventEndpointActsTable;
  event_feed_pending: EventFeedPendingTable;
  event_feed: EventFeedTable;
  event_feed_state: EventFeedStateTable;
  receipt_series: ReceiptSeriesTable;
  receipts: ReceiptsTable;
  ledger_audit: LedgerAuditTable;
  order_seals: OrderSealsTable;
  orders: OrdersTable;
  order_events: OrderEventsTable;
  refunds: RefundsTable;
  purchases: PurchasesTable;
  disputes: DisputesTable;
  webhook_events: WebhookEventsTable;
  webhook_backfill: WebhookBackfillTable;
  reconciliations: ReconciliationsTable;
  unmatched_payments: UnmatchedPaymentsTable;
}
