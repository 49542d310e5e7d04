import type { Order as OrderView, OrderState } from "@onekonsole/billing-contract";

/** Our own order id, a UUID; PayPal carries it as `custom_id`. */
export type OrderId = string & { readonly __brand: "OrderId" };

/** Whether a text has the form of our ids; others' custom_ids at PayPal rarely have. */
export const isOrderId = (text: string): text is OrderId =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** PayPal's order id, the one customers and web-order know an order by. */
export type PayPalOrderId = string & { readonly __brand: "PayPalOrderId" };

/** What PayPal said when the payer's approval was first verified; repeated to every later approve. */
export type ApprovalStatus = "APPROVED" | "COMPLETED";

/**
 * Why the payer's last approval led to no capture: PayPal declined the means of payment, or the approval
 * turned out to be incomplete.
 */
export type ApprovalRefusal = "declined" | "incomplete";

/**
 * What is known of the POST to web-order: `none` surely arrived, `open` means one was begun and its
 * answer never seen, `answered` that it came to an end after which web-order may have its row: a 500
 * of web-order's, or a gateway's 503.
 */
export type DeliveryAttemptState = "none" | "open" | "answered";

/** The cluster that was ordered, in the contract's canonical form. */
export type ClusterDetails = OrderView["order_details"];

/** An order as its row has it. The row is the truth; everything else is a copy. */
export interface Order {
  readonly id: OrderId;
  readonly paypalOrderId: PayPalOrderId;
  readonly state: OrderState;
  /** Counts the transitions from 1; every write is fenced by it. */
  readonly version: number;
  readonly details: ClusterDetails;
  /**
   * The user id as a delivery that may have arrived wrote it: an earlier release sent capitals as they
   * were typed, and web-order compares letter by letter.
   */
  readonly userIdAtWebOrder: string;
  readonly currency: string;
  /** What the order costs, in minor units. */
  readonly amount: bigint;
  readonly payeeEmail: string | null;
  readonly payeeMerchantId: string | null;
  readonly approveUrl: string | null;
  readonly approvalStatus: ApprovalStatus | null;
  /** PayPal's `update_time` of the order with the last approval that was used; a new one is later. */
  readonly approvalTime: Date | null;
  /** `null` unless the last approval led to no capture: then only a new approval may be captured. */
  readonly approvalRefusal: ApprovalRefusal | null;
  /** Part of PayPal's idempotency key: it grows when the payer has to approve again. */
  readonly captureAttempt: number;
  readonly captureId: string | null;
  /** PayPal's word for why it holds the capture, in `capture_pending` only; `null` when it named none. */
  readonly pendingReason: string | null;
  /** PayPal's id of the last capture or refund that it showed here and that another order has. */
  readonly conflictingId: string | null;
  /** What PayPal really took, in minor units of `capturedCurrency`; 0 until it has. */
  readonly capturedAmount: bigint;
  /** The capture's own currency: a mismatch makes it differ from the order's. */
  readonly capturedCurrency: string | null;
  /** Given back by refunds that are through. */
  readonly refundedAmount: bigint;
  /** Taken back by PayPal or the payer's bank. */
  readonly reversedAmount: bigint;
  /** Where it stood, and what was wrong, when PayPal first took money back; what a cancelled reversal returns it to. */
  readonly reversedFrom: OrderState | null;
  readonly problemBeforeReversal: string | null;
  /** PayPal's ids of the disputes that are open there; see `unnamedDispute`. */
  readonly openDisputes: readonly string[];
  readonly delivery: DeliveryAttemptState;
  /** Fences deliveries: each begins by raising it. */
  readonly deliveryAttempt: number;
  readonly deliveryStartedAt: Date | null;
  readonly webOrderId: number | null;
  /** What is wrong, in words fit for the customer. */
  readonly problem: string | null;
  /** The order that had the cluster name when this one was approved or paid: this one ended, or is held. */
  readonly duplicateOf: PayPalOrderId | null;
  /** The trace in which the order was created, as a W3C traceparent; `null` when there was none. */
  readonly traceParent: string | null;
  /** Since when PayPal has answered "not found", without another answer in between, and how often. */
  readonly missingSince: Date | null;
  readonly missingReads: number;
  readonly createdAt: Date;
  readonly approveBefore: Date;
  readonly paidAt: Date | null;
  readonly provisionedAt: Date | null;
}

/** What `create` knows before the first transition. */
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
  /** Of the request that carried an Idempotency-Key; `null` without one. */
  readonly fingerprint: string | null;
};
