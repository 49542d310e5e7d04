import type { Order as OrderView, OrderState } from "@onekonsole/billing-contract";
import type { OrderBill } from "./bill.ts";
import type { StoredProblem } from "./problem-texts.ts";

/** Our own order id, a UUID; PayPal carries it as `custom_id`. */
export type OrderId = string & { readonly __brand: "OrderId" };

/** Whether a text has the form of our ids; other sellers' `custom_id`s at PayPal rarely have. */
export const isOrderId = (text: string): text is OrderId =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** PayPal's order id; customers and web-order use it as the order's id. */
export type PayPalOrderId = string & { readonly __brand: "PayPalOrderId" };

/**
 * PayPal's status when the payer's approval was first verified; every later approve returns the
 * same.
 */
export type ApprovalStatus = "APPROVED" | "COMPLETED";

/**
 * Why the payer's last approval led to no capture: PayPal declined the payment method, or the
 * approval was incomplete.
 */
export type ApprovalRefusal = "declined" | "incomplete";

/**
 * The state of the POST to web-order. `none`: none may have arrived. `open`: one was started and
 * its response never arrived. `answered`: one ended in a way after which web-order may have stored
 * the order, such as web-order's 500 or a gateway's 503.
 */
export type DeliveryAttemptState = "none" | "open" | "answered";

/** The cluster that was ordered, in the contract's canonical form. */
export type ClusterDetails = OrderView["order_details"];

/** An order as stored in its row, which is authoritative. */
export interface Order {
  readonly id: OrderId;
  readonly paypalOrderId: PayPalOrderId;
  readonly state: OrderState;
  /** Counts the transitions from 1; every write is conditional on it. */
  readonly version: number;
  readonly details: ClusterDetails;
  /**
   * The user id as sent in a delivery that may have arrived. An earlier release kept capital
   * letters, and web-order compares ids case-sensitively.
   */
  readonly userIdAtWebOrder: string;
  readonly currency: string;
  /** What is charged, with VAT, in minor units. */
  readonly amount: bigint;
  /** `null` for an order of a release without VAT. */
  readonly bill: OrderBill | null;
  readonly payeeEmail: string | null;
  readonly payeeMerchantId: string | null;
  readonly approveUrl: string | null;
  readonly approvalStatus: ApprovalStatus | null;
  /**
   * PayPal's `update_time` of the order with the last used approval; a new approval has a later
   * one.
   */
  readonly approvalTime: Date | null;
  /**
   * `null` unless the last approval led to no capture; then the next capture needs a new approval.
   */
  readonly approvalRefusal: ApprovalRefusal | null;
  /** Part of PayPal's idempotency key; increases when the payer must approve again. */
  readonly captureAttempt: number;
  readonly captureId: string | null;
  /**
   * PayPal's reason for holding the capture, in `capture_pending` only; `null` if it stated none.
   */
  readonly pendingReason: string | null;
  /**
   * PayPal's id of the last capture or refund that it showed for this order although another order
   * has it.
   */
  readonly conflictingId: string | null;
  /** What PayPal captured, in minor units of `capturedCurrency`; 0 before the capture. */
  readonly capturedAmount: bigint;
  /** The capture's own currency; a mismatched payment may have another one than the order. */
  readonly capturedCurrency: string | null;
  /** The total of the completed refunds. */
  readonly refundedAmount: bigint;
  /** Reversed by PayPal or the payer's bank. */
  readonly reversedAmount: bigint;
  /** The state and problem before the first reversal; a cancelled reversal restores them. */
  readonly reversedFrom: OrderState | null;
  readonly problemBeforeReversal: StoredProblem | null;
  /** PayPal's ids of the open disputes; see `unnamedDispute`. */
  readonly openDisputes: readonly string[];
  readonly delivery: DeliveryAttemptState;
  /** Increases with each delivery attempt, so that only the latest one is recorded. */
  readonly deliveryAttempt: number;
  readonly deliveryStartedAt: Date | null;
  readonly webOrderId: number | null;
  /** A text for the customer. */
  readonly problem: StoredProblem | null;
  /**
   * The order that had the cluster name when this one was approved or paid; this one ended or is
   * held.
   */
  readonly firstOrderId: PayPalOrderId | null;
  /** The trace in which the order was created, as a W3C traceparent; `null` for none. */
  readonly traceParent: string | null;
  /**
   * Since when, and how often, PayPal has returned "not found" without another result in between.
   */
  readonly missingSince: Date | null;
  readonly missingReads: number;
  readonly createdAt: Date;
  readonly approveBefore: Date;
  readonly paidAt: Date | null;
  readonly provisionedAt: Date | null;
}

/** What is known of an order before its first transition. */
export type NewOrder = Pick<
  Order,
  | "id"
  | "paypalOrderId"
  | "details"
  | "currency"
  | "amount"
  | "payeeEmail"
  | "payeeMerchantId"
  | "approveUrl"
  | "approveBefore"
  | "traceParent"
> & {
  readonly bill: OrderBill;
  /** Of a request with an Idempotency-Key; `null` without one. */
  readonly fingerprint: string | null;
};
