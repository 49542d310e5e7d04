import type { NewOrder, Order, OrderId, PayPalOrderId } from "./order.ts";
import type { OrderEvent } from "./transition.ts";
import type { OrderState } from "@onekonsole/billing-contract";

/** Who caused a transition, for the audit row. */
export interface Cause {
  readonly by: "create" | "approve" | "capture_job" | "deliver_job" | "dead_letter";
  readonly debugId?: string | undefined;
}

/** One line of an order's audit trail. */
export interface OrderStep {
  readonly version: number;
  readonly state: OrderState;
  readonly problem: string | null;
  readonly at: Date;
}

/**
 * The rows. Every method is one statement or one transaction, and rejects with a BillingError
 * `service_unavailable` while the database can't be reached.
 */
export interface OrderStore {
  /** Durable when it resolves. */
  insert(order: NewOrder, cause: Cause): Promise<void>;
  find(id: OrderId): Promise<Order | null>;
  findByPayPalId(paypalOrderId: PayPalOrderId): Promise<Order | null>;
  /**
   * Writes the transition, its audit event and its job in one transaction, only if the order still
   * is as it was read. `null` when it isn't, or when the event no longer applies: re-read.
   */
  apply(order: Order, event: OrderEvent, cause: Cause): Promise<Order | null>;
  /** The audit trail above a version, oldest first. */
  stepsSince(id: OrderId, version: number): Promise<readonly OrderStep[]>;
  /**
   * Marks a delivery as begun before anything is sent, so that a crash is remembered as `open`.
   * `null` when another delivery began since the order was read, or began less than `graceMs` ago
   * by the database's clock and was never answered: it may still be under way.
   */
  beginDelivery(order: Order, graceMs: number): Promise<Order | null>;
  /** Notes how a begun delivery ended that did not settle the order. */
  endDelivery(order: Order, trace: "none" | "answered"): Promise<void>;
}
