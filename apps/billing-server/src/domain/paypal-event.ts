import type { Money } from "@onekonsole/billing-contract";
import type { OrderId, PayPalOrderId } from "./order.ts";

/** What a webhook event of PayPal's is about. It is a hint: the money is read back from PayPal. */
export interface PayPalEvent {
  readonly id: string;
  /** PayPal's own name of it, such as PAYMENT.CAPTURE.COMPLETED. */
  readonly type: string;
  readonly topic: "order" | "refund" | "reversal" | "dispute_opened" | "dispute_closed" | "other";
  readonly paypalOrderId: PayPalOrderId | null;
  readonly captureId: string | null;
  /** A dispute may be about several payments: all their captures. */
  readonly disputedCaptureIds?: readonly string[];
  /** When a dispute was as the event says, by PayPal's clock, and when PayPal made the event. */
  readonly updatedAt?: Date | null;
  readonly eventCreatedAt?: Date | null;
  /** Of the refund, reversal or dispute. */
  readonly subjectId: string | null;
  /** The `update_time` of the order that the payer approved, in an event about that. */
  readonly orderUpdateTime?: Date | null;
  /** Money was taken for an order whose id has the form of ours, which any seller may write into it. */
  readonly payment: ClaimedPayment | null;
}

/** A payment to our account that names one of our orders, or what looks like one. */
export interface ClaimedPayment {
  readonly orderId: OrderId;
  /** What was paid; `null` when the event does not say. */
  readonly amount: Money | null;
}

/**
 * A payment that belongs to no order. `stray`: made outside our checkout, it only names one of our orders.
 * `lost`: we opened its PayPal order, and have no row of it.
 */
export interface UnmatchedPayment extends ClaimedPayment {
  readonly kind: "stray" | "lost";
  readonly paypalOrderId: PayPalOrderId | null;
  readonly captureId: string | null;
}
