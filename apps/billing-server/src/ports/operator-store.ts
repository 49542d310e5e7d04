import type { OrderState } from "@onekonsole/billing-contract";
import type { Cause, AuditEvent } from "../domain/audit-event.ts";
import type { Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { UnmatchedPayment } from "../domain/paypal-event.ts";

/** An order and since when it stands where it does. */
export interface OrderWithStateSince {
  readonly order: Order;
  readonly stateSince: Date;
}

/** Where an order stands in the list; it may have moved since. */
export interface Cursor {
  /** It waits for a person: before all others. */
  readonly needsPerson: boolean;
  readonly stateSince: Date;
  readonly id: OrderId;
}

/** Which orders an operator wants to see. */
export interface OrderQuery {
  /** All of them when absent. */
  readonly states: readonly OrderState[] | undefined;
  /** Only those with an open dispute. */
  readonly disputed: boolean;
  /** Only those with a refund that PayPal or the bank has still to do. */
  readonly refundUnderWay: boolean;
  /** Only those that have been in their state for so long. */
  readonly forMs: number;
  readonly limit: number;
  /** Only those behind this one in the list. */
  readonly after: Cursor | null;
}

/** One line of the audit trail as an operator reads it. */
export interface DetailedAuditEvent extends AuditEvent {
  readonly from: OrderState | null;
  readonly by: Cause["by"];
  readonly actor: string | null;
  readonly note: string | null;
  readonly debugId: string | null;
}

/** Where the captured money of a currency is, in minor units. */
export interface MoneyReport {
  readonly currency: string;
  readonly captured: bigint;
  /** Kept for clusters that were handed over. */
  readonly provisioned: bigint;
  /** By the refund rows, not by the orders' own totals. */
  readonly refunded: bigint;
  readonly reversed: bigint;
  /** In a state that a job, the sweeper or a person is working on. */
  readonly inProgress: bigint;
  /** Unaccounted money: captured − all of the above. Any value other than 0 is an alarm. */
  readonly unaccounted: bigint;
  /**
   * Orders with a ledger mismatch: more was returned than captured, money is unaccounted for, or the
   * order's totals differ from its refunds. Any value other than 0 is an alarm.
   */
  readonly faults: number;
  /** The first twenty of them, the oldest first. */
  readonly faulty: readonly PayPalOrderId[];
}

/** How many orders are in a state. */
export interface StateCount {
  readonly state: string;
  readonly orders: number;
  /** For how long the oldest of them has been in the state. */
  readonly oldestSeconds: number;
}

/** An operator's request to re-check orders with PayPal. */
export interface Reconciliation {
  /** Orders opened since then. */
  readonly since: Date;
  readonly actor: string;
  readonly note: string;
}

/** A payment that belongs to no order, as it is listed. */
export interface ListedPayment extends Omit<UnmatchedPayment, "orderId"> {
  readonly eventId: string;
  /** The order of ours that it names; `null` where that was not kept. */
  readonly orderId: OrderId | null;
  /** PayPal's id of that order, where we have its row. */
  readonly namedOrder: PayPalOrderId | null;
  readonly foundAt: Date;
}

/** An operator is done with such a payment. */
export interface PaymentClosure {
  readonly eventId: string;
  readonly actor: string;
  readonly note: string;
}

/** How many payments without an order are open, by kind. */
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
   * Makes these orders due, spread at half the sweeper's rate. Queues again the webhook events since then
   * that were given up or matched no order. Records the operator and the reason. Returns the number of orders.
   */
  reconcile(reconciliation: Reconciliation): Promise<number>;
  /** Open payments that belong to no order, the oldest first; 200 at most. */
  unmatchedPayments(): Promise<readonly ListedPayment[]>;
  /** Closes one, with actor and reason; false if none is open for that event. */
  closeUnmatchedPayment(closure: PaymentClosure): Promise<boolean>;
}
