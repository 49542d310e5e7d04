import type { Money } from "./money.ts";

/** How the payer's approval ends once the order is captured; COMPLETED by default. */
export interface PaymentOutcome {
  readonly capture?: "COMPLETED" | "PENDING" | "DECLINED" | "FAILED";
  /** Why a PENDING capture is held, in any word; PENDING_REVIEW by default. */
  readonly pendingReason?: string;
  /** Captured instead of the amount of the first purchase unit. */
  readonly amount?: Partial<Money>;
}
