import type { Order } from "../../domain/order.ts";
import type { OrderStep } from "../../domain/order-store.ts";
import type { Refund } from "../../domain/refund.ts";

/** Why an order stands where it does, and what an operator can do, a sentence each. */
export interface Explanation {
  readonly situation: string;
  readonly nextStep: string;
}

/** What an explanation is drawn from. */
export interface Known {
  readonly order: Order;
  /** Oldest first. */
  readonly refunds: readonly Refund[];
  readonly history: readonly Pick<OrderStep, "event">[];
}
