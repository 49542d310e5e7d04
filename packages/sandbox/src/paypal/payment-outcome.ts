import type { Money } from "./money.ts";
import type { CaptureOutcome } from "./statuses.ts";

/** The payment methods in the payer's simulated account. */
export const paymentMethods = ["balance", "bank"] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

/** The outcome of the capture after an approval; COMPLETED by default. */
export interface PaymentOutcome {
  readonly capture?: CaptureOutcome;
  /** The status reason of a PENDING capture; PENDING_REVIEW by default. */
  readonly pendingReason?: string;
  /** Captured instead of the amount of the first purchase unit. */
  readonly amount?: Partial<Money>;
  /** What the payer chose on the approval page. */
  readonly method?: PaymentMethod;
}
