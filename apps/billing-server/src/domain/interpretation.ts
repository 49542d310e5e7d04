import type { OrderEvent } from "./order-event.ts";
import type { PayPalOrder } from "./paypal-order.ts";
import type { PayPalFailure, PayPalResult } from "./paypal-result.ts";

/** PayPal's answer about an order, and what is known beside it. */
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

/** Why PayPal's answer decides nothing yet. */
export type NotYet =
  /** The payer has not approved. */
  | "not_approved"
  /** The only approval shown is the one whose capture was refused. */
  | "approval_used"
  /** PayPal does not find the order, which may be new, and does not have to stay so. */
  | "not_visible"
  /** Money may have been taken; the amount or the payee is not shown. */
  | "payment_not_shown";

/**
 * What PayPal's answer means for an order. `evidence` is an operator's text. `readAgainMs` is the pause
 * after which the answer may be another one; `null` where the usual schedule is soon enough.
 */
export type Interpretation =
  | { readonly kind: "event"; readonly event: OrderEvent; readonly evidence?: string }
  | { readonly kind: "not_yet"; readonly why: NotYet; readonly readAgainMs: number | null }
  | { readonly kind: "gone"; readonly evidence: string }
  | { readonly kind: "unreadable"; readonly issue: string; readonly readAgainMs: number | null }
  /** PayPal did not answer about the order at all. */
  | { readonly kind: "unanswered"; readonly failure: PayPalFailure };

/** What a reading does to the order; `null` when it decides nothing yet. */
export function eventOf(reading: Interpretation): OrderEvent | null {
  if (reading.kind === "event") return reading.event;
  return reading.kind === "gone" ? { type: "order_gone" } : null;
}
