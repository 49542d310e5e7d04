import type { Money } from "@onekonsole/billing-contract";
import type { OrderId, PayPalOrderId } from "./order.ts";

/** The content of a PayPal webhook event. It is only a hint: the money is read from PayPal. */
export interface PayPalEvent {
  readonly id: string;
  /** PayPal's event type, such as PAYMENT.CAPTURE.COMPLETED. */
  readonly type: string;
  readonly topic: "order" | "refund" | "reversal" | "dispute_opened" | "dispute_closed" | "other";
  readonly paypalOrderId: PayPalOrderId | null;
  readonly captureId: string | null;
  /** The captures of every payment in the dispute. */
  readonly disputedCaptureIds?: readonly string[];
  /**
   * When the dispute was in the reported state, by PayPal's clock, and when PayPal created the
   * event.
   */
  readonly updatedAt?: Date | null;
  readonly eventCreatedAt?: Date | null;
  /** The id of the refund, reversal or dispute. */
  readonly subjectId: string | null;
  /** The `update_time` of the order, in an event about its approval. */
  readonly orderUpdateTime?: Date | null;
  /** Money was captured for an order id of our form, which any seller can write into a payment. */
  readonly payment: ClaimedPayment | null;
}

/** A payment to our account whose `custom_id` has the form of our order ids. */
export interface ClaimedPayment {
  readonly orderId: OrderId;
  /** The amount paid; `null` if the event does not contain it. */
  readonly amount: Money | null;
}

/**
 * A payment that belongs to no order. `stray`: made outside our checkout, with one of our order
 * ids. `lost`: we created its PayPal order, but no row has it.
 */
export interface UnmatchedPayment extends ClaimedPayment {
  readonly kind: "stray" | "lost";
  readonly paypalOrderId: PayPalOrderId | null;
  readonly captureId: string | null;
}
