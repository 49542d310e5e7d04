import type { OrderState } from "@onekonsole/billing-contract";
import type { Cause, AuditEvent } from "../domain/audit-event.ts";
import type { Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { UnmatchedPayment } from "../domain/paypal-event.ts";

/** An order, and when it entered its state. */
export interface OrderWithStateSince {
  readonly order: Order;
  readonly stateSince: Date;
}

/** An order's position in the list; the order may have moved since. */
export interface Cursor {
  /** The order waits for a person, and is listed before all others. */
  readonly awaitsManualAction: boolean;
  readonly stateSince: Date;
  readonly id: OrderId;
}

/** The filter of an operator's list. */
export interface OrderQuery {
  /** Absent: all states. */
  readonly states: readonly OrderState[] | undefined;
  /** Only those with an open dispute. */
  readonly disputed: boolean;
  /** Only those with a refund that PayPal or the bank has still to complete. */
  readonly refundUnderWay: boolean;
  /** Only those that have been in their state for this long. */
  readonly forMs: number;
  readonly limit: number;
  /** Only those after this position. */
  readonly after: Cursor | null;
}

/** An event of the history, with the details for operators. */
export interface DetailedAuditEvent extends AuditEvent {
  readonly from: OrderState | null;
  readonly by: Cause["by"];
  readonly actor: string | null;
  readonly note: string | null;
  readonly debugId: string | null;
}

/** The current place of the captured money of one currency, in minor units. */
export interface MoneyReport {
  readonly currency: string;
  readonly captured: bigint;
  /** Kept as payment for provisioned clusters. */
  readonly provisioned: bigint;
  /** From the refund rows, not from the orders' own totals. */
  readonly refunded: bigint;
  readonly reversed: bigint;
  /** In a state in which a job, the sweeper or an operator has still to act. */
  readonly inProgress: bigint;
  /** Unaccounted money: captured − all of the above. Any value other than 0 is an alarm. */
  readonly unaccounted: bigint;
  /**
   * Orders with a ledger mismatch: more was returned than captured, money is unaccounted for, or the
   * order's totals differ from its refunds. Any value other than 0 is an alarm.
   */
  readonly faults: number;
  /** The twenty oldest of them. */
  readonly faulty: readonly PayPalOrderId[];
}

/** The number of orders in a state. */
export interface StateCount {
  readonly state: string;
  readonly orders: number;
  /** How long the oldest of them has been in the state. */
  readonly oldestSeconds: number;
}

/** An operator's request to re-check orders with PayPal. */
export interface Reconciliation {
  /** Orders created since this time. */
  readonly since: Date;
  readonly actor: string;
  readonly note: string;
}

/** A payment that belongs to no order, as operators see it listed. */
export interface ListedPayment extends Omit<UnmatchedPayment, "orderId"> {
  readonly eventId: string;
  /** Our order id in the payment; `null` if it was not stored. */
  readonly orderId: OrderId | null;
  /** PayPal's id of that order, if it has a row. */
  readonly namedOrder: PayPalOrderId | null;
  readonly foundAt: Date;
}

/** An operator's closing of such a payment. */
export interface PaymentClosure {
  readonly eventId: string;
  readonly actor: string;
  readonly note: string;
}

/** The number of open payments without an order, by kind. */
export type UnmatchedCounts = Readonly<Record<UnmatchedPayment["kind"], number>>;

/** Reads and actions of operators only. */
export interface OperatorStore {
  /** Orders in manual review first, then those longest in their state. */
  list(query: OrderQuery): Promise<readonly OrderWithStateSince[]>;
  /** When the order entered its state; `null` for an unknown order. */
  stateSince(id: OrderId): Promise<Date | null>;
  /** All audit events, oldest first. */
  audit(id: OrderId): Promise<readonly DetailedAuditEvent[]>;
  money(): Promise<readonly MoneyReport[]>;
  /**
   * Makes these orders due, spread over time at half the sweeper's rate. Queues again the webhook
   * events since then that became dead letters or matched no order. Records the operator and the
   * reason. Returns the number of orders.
   */
  reconcile(reconciliation: Reconciliation): Promise<number>;
  /** Open payments that belong to no order, the oldest first; 200 at most. */
  unmatchedPayments(): Promise<readonly ListedPayment[]>;
  /** Closes one, with actor and reason; false if none is open for that event. */
  closeUnmatchedPayment(closure: PaymentClosure): Promise<boolean>;
}
