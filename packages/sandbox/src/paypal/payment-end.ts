import type { Money } from "./money.ts";

/** How the payer's approval ends once the order is captured; COMPLETED by default. */
export interface PaymentEnd {
  readonly capture?: "COMPLETED" | "PENDING" | "DECLINED" | "FAILED";
  /** Captured instead of the amount of the first purchase unit. */
  readonly amount?: Partial<Money>;
}
