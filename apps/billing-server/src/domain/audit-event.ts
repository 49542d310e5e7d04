import type { OrderState } from "@onekonsole/billing-contract";
import type { OrderEventType } from "./order-event.ts";

/** Who caused a transition, for the audit row. */
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
  /** The operator who did it. */
  readonly actor?: string | undefined;
  /**
   * For operators: why the operator did it, what PayPal showed that contradicts our rows, or the last failure of
   * a job that was given up.
   */
  readonly note?: string | undefined;
}

/** One line of an order's audit trail. */
export interface AuditEvent {
  readonly version: number;
  readonly event: OrderEventType | "created";
  readonly state: OrderState;
  readonly problem: string | null;
  readonly at: Date;
}
