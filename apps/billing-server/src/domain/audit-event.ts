import type { OrderState } from "@onekonsole/billing-contract";
import type { OrderEventType } from "./order-event.ts";

/** The cause of a transition, for the history. */
export interface Cause {
  readonly by:
    | "create"
    | "approve"
    | "capture_job"
    | "deliver_job"
    | "refund_job"
    | "webhook"
    | "sweep"
    | "operator"
    | "dead_letter";
  readonly debugId?: string | undefined;
  /** The operator who acted. */
  readonly actor?: string | undefined;
  /**
   * For operators: the operator's reason, the PayPal data that contradicts our rows, or the last
   * error of a job that became a dead letter.
   */
  readonly note?: string | undefined;
}

/** One event of an order's history. */
export interface AuditEvent {
  readonly version: number;
  readonly event: OrderEventType | "created";
  readonly state: OrderState;
  readonly problem: string | null;
  readonly at: Date;
}
