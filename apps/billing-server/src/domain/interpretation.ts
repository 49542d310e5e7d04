import type { OrderEvent } from "./order-event.ts";
import type { PayPalOrder } from "./paypal-order.ts";
import type { PayPalFailure, PayPalResult } from "./paypal-result.ts";

/** PayPal's response about an order, and what else is known about the approval. */
export interface PayPalRead {
  readonly answer: PayPalResult<PayPalOrder>;
  readonly at: Date;
  /** A CHECKOUT.ORDER.APPROVED event that was not processed before. */
  readonly approvalEvent?: ApprovalEvent | undefined;
}

export interface ApprovalEvent {
  /** The `update_time` of the order in the event; `null` when it carried none. */
  readonly updateTime: Date | null;
}

/** Why PayPal's response decides nothing yet. */
export type NotYet =
  /** The payer has not approved. */
  | "not_approved"
  /** The only approval shown is the one whose capture was rejected. */
  | "approval_used"
  /** PayPal does not find the order, which may be new; that can change. */
  | "not_visible"
  /** Money may have been taken; the amount or the payee is not shown. */
  | "payment_not_shown";

/**
 * What PayPal's response means for an order. `evidence` is a text for operators. `readAgainMs` is
 * the pause before the next read; `null` if the usual schedule is early enough.
 */
export type Interpretation =
  | { readonly kind: "event"; readonly event: OrderEvent; readonly evidence?: string }
  | { readonly kind: "not_yet"; readonly why: NotYet; readonly readAgainMs: number | null }
  | { readonly kind: "gone"; readonly evidence: string }
  | { readonly kind: "unreadable"; readonly issue: string; readonly readAgainMs: number | null }
  /** PayPal's response has no data about the order. */
  | { readonly kind: "unanswered"; readonly failure: PayPalFailure };

/** The event that an interpretation causes; `null` if it decides nothing yet. */
export function toOrderEvent(reading: Interpretation): OrderEvent | null {
  if (reading.kind === "event") return reading.event;
  return reading.kind === "gone" ? { type: "order_gone" } : null;
}
