import type { Capture } from "../../domain/paypal-order.ts";

/** The fault of a call: none, lost before its effect, or its response lost after the effect. */
export type Fault = "none" | "before" | "after";

/** What a response about the order omits: nothing, the order itself, or some of its fields. */
export type MissingPart = "nothing" | "order" | "status" | "payee" | "payments" | "readability";

/** How PayPal treats the order; the service cannot know this in advance. */
export interface PayPalBehavior {
  readonly capture: Capture["status"] | "INSTRUMENT_DECLINED";
  /** Whether refunds stay pending until `settleRefunds`. */
  readonly isSlowBank: boolean;
  /** PayPal's issue for each requested refund, until `heal`; `null` for none. */
  readonly refundIssue: string | null;
  readonly pendingReason: string | null;
  /** Whether the order shows that it was reversed, and which of its refunds is the reversal. */
  readonly namesReversals: boolean;
}
