import type { Insertable } from "kysely";
import type pg from "pg";
import type { Cause } from "../domain/audit-event.ts";
import { BillingError } from "../domain/billing-error.ts";
import type { ClusterDetails, NewOrder, OrderId } from "../domain/order.ts";
import { nextReadAt } from "../domain/sweep-schedule.ts";
import { toStoredLine } from "./bill-row.ts";
import { hasRoomFor } from "./obstacles.ts";
import type { OrdersTable } from "./schema.ts";
import { isUniqueViolation } from "./unique-violation.ts";

type Row = Insertable<OrdersTable>;

/** The columns that start with their default and are written by later transitions. */
type DefaultedColumn =
  | "state"
  | "version"
  | "approval_status"
  | "approval_time"
  | "approval_refusal"
  | "capture_attempt"
  | "capture_id"
  | "pending_reason"
  | "conflicting_id"
  | "captured_minor"
  | "captured_currency"
  | "refunded_minor"
  | "reversed_minor"
  | "reversed_from"
  | "problem_before_reversal"
  | "disputed"
  | "open_disputes"
  | "delivery"
  | "delivery_attempt"
  | "delivery_started_at"
  | "web_order_id"
  | "problem"
  | "duplicate_of"
  | "missing_since"
  | "missing_looks"
  | "created_at"
  | "state_since"
  | "paid_at"
  | "provisioned_at";

type InsertedColumn = Exclude<keyof OrdersTable, DefaultedColumn> | keyof ClusterDetails;

type Values = { readonly [Column in InsertedColumn]: (order: NewOrder) => Row[Column] };

// Every column of the table is either here or in DefaultedColumn; otherwise this fails to compile.
const values: Values = {
  id: ({ id }) => id,
  paypal_order_id: ({ paypalOrderId }) => paypalOrderId,
  user_id: ({ details }) => details.user_id,
  cluster_name: ({ details }) => details.cluster_name,
  images_storage: ({ details }) => details.images_storage,
  has_monitoring: ({ details }) => details.has_monitoring,
  monitoring_storage: ({ details }) => details.monitoring_storage,
  has_alerting: ({ details }) => details.has_alerting,
  currency: ({ currency }) => currency,
  amount_minor: ({ amount }) => amount.toString(),
  net_minor: ({ bill }) => bill.netAmount.toString(),
  vat_minor: ({ bill }) => bill.vatAmount.toString(),
  vat: ({ bill }) => JSON.stringify(bill.vat),
  bill_lines: ({ bill }) => JSON.stringify(bill.lines.map(toStoredLine)),
  payee_email: ({ payeeEmail }) => payeeEmail,
  payee_merchant_id: ({ payeeMerchantId }) => payeeMerchantId,
  approve_url: ({ approveUrl }) => approveUrl,
  approve_before: ({ approveBefore }) => approveBefore,
  due_at: firstDueAt,
  fingerprint: ({ fingerprint }) => fingerprint,
  trace_parent: ({ traceParent }) => traceParent,
};

const columns = Object.keys(values);
const parameter = (offset: number): string => `$${columns.length + offset}`;

// One statement, so one commit: the row and its first audit event. A named prepared statement,
// since every new order waits for it.
const text = `
  with inserted as (
    insert into orders (${columns.join(", ")})
    select ${columns.map((_, index) => `$${index + 1}`).join(", ")}
    where ${hasRoomFor(`$${columns.indexOf("user_id") + 1}`, `${parameter(3)}::int`)}
    on conflict (id) do nothing
    returning id, version, state
  )
  insert into order_events (order_id, version, event, to_state, caused_by, debug_id)
  select id, version, 'created', state, ${parameter(1)}, ${parameter(2)} from inserted`;

interface Insertion {
  readonly order: NewOrder;
  readonly cause: Cause;
  /** `null`: unlimited. */
  readonly openOrdersPerUser: number | null;
}

/**
 * Stores a new order; durable when it resolves with `stored`. `known`: the order exists already and
 * stays unchanged, as for two concurrent requests with the same Idempotency-Key. `limit_reached`: the
 * user has as many open orders as allowed; concurrent insertions may exceed that. Rejects with
 * `paypal_refused` if another order has this PayPal id, since the payer would pay that order.
 */
export async function insertOrder(
  pool: pg.Pool,
  { order, cause, openOrdersPerUser }: Insertion,
): Promise<"stored" | "known" | "limit_reached"> {
  const row = Object.values(values).map((value) => value(order));
  const parameters = [...row, cause.by, cause.debugId ?? null, openOrdersPerUser];
  try {
    const { rowCount } = await pool.query({ name: "insert-order", text, values: parameters });
    if (rowCount === 1) return "stored";
    return (await isStored(pool, order.id)) ? "known" : "limit_reached";
  } catch (error) {
    // A concurrent insertion may violate the unique PayPal id first, which `on conflict (id)` does not cover.
    if (!isUniqueViolation(error)) throw error;
    if (await isStored(pool, order.id)) return "known";
    throw new BillingError("paypal_refused", { cause: error, debugId: cause.debugId });
  }
}

async function isStored(pool: pg.Pool, id: OrderId): Promise<boolean> {
  const { rowCount } = await pool.query("select from orders where id = $1", [id]);
  return rowCount === 1;
}

function firstDueAt({ approveBefore }: NewOrder): Date | null {
  const createdAt = new Date();
  return nextReadAt("awaiting_approval", { createdAt, approveBefore }, createdAt);
}
