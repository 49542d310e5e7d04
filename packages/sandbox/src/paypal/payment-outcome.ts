import type { Money } from "./money.ts";

/** The outcome of the capture after an approval; COMPLETED by default. */
export interface PaymentOutcome {
  readonly capture?: "COMPLETED" | "PENDING" | "DECLINED" | "FAILED";
  /** The status reason of a PENDING capture; PENDING_REVIEW by default. */
  readonly pendingReason?: string;
  /** Captured instead of the amount of the first purchase unit. */
  readonly amount?: Partial<Money>;
}
