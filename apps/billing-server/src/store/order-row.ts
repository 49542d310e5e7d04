import { canonicalDetails } from "@onekonsole/billing-contract";
import type { Selectable, Updateable } from "kysely";
import { unnamedDispute } from "../domain/dispute.ts";
import type { Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { StoredProblem } from "../domain/problem-texts.ts";
import { billOfRow } from "./bill-row.ts";
import type { OrdersTable } from "./schema.ts";

/** The columns of an order, listed because prepared statements must not select `*`. */
export const orderColumns = [
  "id",
  "paypal_order_id",
  "state",
  "version",
  "user_id",
  "cluster_name",
  "images_storage",
  "has_monitoring",
  "monitoring_storage",
  "has_alerting",
  "currency",
  "amount_minor",
  "net_minor",
  "vat_minor",
  "vat",
  "bill_lines",
  "payee_email",
  "payee_merchant_id",
  "approve_url",
  "approval_status",
  "approval_time",
  "approval_refusal",
  "capture_attempt",
  "capture_id",
  "pending_reason",
  "conflicting_id",
  "captured_minor",
  "captured_currency",
  "refunded_minor",
  "reversed_minor",
  "reversed_from",
  "problem_before_reversal",
  "disputed",
  "open_disputes",
  "delivery",
  "delivery_attempt",
  "delivery_started_at",
  "web_order_id",
  "problem",
  "trace_parent",
  "duplicate_of",
  "missing_since",
  "missing_looks",
  "created_at",
  "approve_before",
  "paid_at",
  "provisioned_at",
] as const satisfies readonly (keyof OrdersTable)[];

type OrderRow = Pick<Selectable<OrdersTable>, (typeof orderColumns)[number]>;

/** Converts a row to an order. */
export function orderOfRow(row: OrderRow): Order {
  return {
    id: row.id as OrderId,
    paypalOrderId: row.paypal_order_id as PayPalOrderId,
    state: row.state,
    version: row.version,
    // Earlier releases stored the details as sent.
    details: canonicalDetails({
      user_id: row.user_id,
      cluster_name: row.cluster_name,
      images_storage: row.images_storage,
      has_monitoring: row.has_monitoring,
      monitoring_storage: row.monitoring_storage,
      has_alerting: row.has_alerting,
    }),
    userIdAtWebOrder: row.user_id,
    currency: row.currency,
    amount: BigInt(row.amount_minor),
    bill: billOfRow(row),
    payeeEmail: row.payee_email,
    payeeMerchantId: row.payee_merchant_id,
    approveUrl: row.approve_url,
    approvalStatus: row.approval_status,
    approvalTime: row.approval_time,
    approvalRefusal: row.approval_refusal,
    captureAttempt: row.capture_attempt,
    captureId: row.capture_id,
    // A release without this column leaves its value after the payment completes.
    pendingReason: row.state === "capture_pending" ? row.pending_reason : null,
    conflictingId: row.conflicting_id,
    capturedAmount: BigInt(row.captured_minor),
    capturedCurrency: row.captured_currency,
    refundedAmount: BigInt(row.refunded_minor),
    reversedAmount: BigInt(row.reversed_minor),
    reversedFrom: row.reversed_from,
    problemBeforeReversal: row.problem_before_reversal as StoredProblem | null,
    openDisputes: toOpenDisputes(row),
    delivery: row.delivery,
    deliveryAttempt: row.delivery_attempt,
    deliveryStartedAt: row.delivery_started_at,
    webOrderId: row.web_order_id === null ? null : Number(row.web_order_id),
    problem: row.problem as StoredProblem | null,
    traceParent: row.trace_parent,
    firstOrderId: row.duplicate_of as PayPalOrderId | null,
    missingSince: row.missing_since,
    missingReads: row.missing_looks,
    createdAt: row.created_at,
    approveBefore: row.approve_before,
    paidAt: row.paid_at,
    provisionedAt: row.provisioned_at,
  };
}

/** `disputed` takes precedence: releases without ids write only that column. */
function toOpenDisputes({ disputed, open_disputes: ids }: OrderRow): string[] {
  if (!disputed) return [];
  return ids.length > 0 ? ids : [unnamedDispute];
}

/** The columns that a transition may change; all others are written once. */
export function rowOfChanges(changes: Partial<Order>): Updateable<OrdersTable> {
  const columns: Updateable<OrdersTable> = {
    approval_status: changes.approvalStatus,
    approval_time: changes.approvalTime,
    approval_refusal: changes.approvalRefusal,
    capture_attempt: changes.captureAttempt,
    capture_id: changes.captureId,
    pending_reason: changes.pendingReason,
    conflicting_id: changes.conflictingId,
    captured_minor: changes.capturedAmount?.toString(),
    captured_currency: changes.capturedCurrency,
    refunded_minor: changes.refundedAmount?.toString(),
    reversed_minor: changes.reversedAmount?.toString(),
    reversed_from: changes.reversedFrom,
    problem_before_reversal: changes.problemBeforeReversal,
    disputed: changes.openDisputes && changes.openDisputes.length > 0,
    open_disputes: changes.openDisputes && [...changes.openDisputes],
    delivery: changes.delivery,
    web_order_id:
      changes.webOrderId === undefined ? undefined : (changes.webOrderId?.toString() ?? null),
    problem: changes.problem,
    duplicate_of: changes.firstOrderId,
    paid_at: changes.paidAt,
    provisioned_at: changes.provisionedAt,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}
