import type { OrderState } from "@onekonsole/billing-contract";

/** An order whose id a customer received. */
export interface RecordedOrder {
  readonly scenario: string;
  /** The states in which the order may end. */
  readonly expectedStates: readonly OrderState[];
  readonly customer: number;
  readonly clusterName: string;
}

export interface Violation {
  /** PayPal's order id, or the name of another subject. */
  readonly subject: string;
  readonly description: string;
}

/** The customers' side of a run: the audit compares the service's database with it. */
export interface RunRecord {
  /** By PayPal's order id. */
  readonly orders: ReadonlyMap<string, RecordedOrder>;
  /** PayPal orders that the service did not create: `true` if the payment names one of its orders. */
  readonly foreignPayments: ReadonlyMap<string, boolean>;
  readonly violations: readonly Violation[];
  recordOrder(orderId: string, order: RecordedOrder): void;
  recordViolation(subject: string, description: string): void;
  recordForeignPayment(paypalOrderId: string, namesOurOrder: boolean): void;
}

/** Creates an empty record. */
export function createRunRecord(): RunRecord {
  const orders = new Map<string, RecordedOrder>();
  const foreignPayments = new Map<string, boolean>();
  const violations: Violation[] = [];
  const recordViolation = (subject: string, description: string): void => {
    violations.push({ subject, description });
  };
  return {
    orders,
    foreignPayments,
    violations,
    recordViolation,
    recordOrder: (orderId, order) => {
      const known = orders.get(orderId);
      if (known && known.customer !== order.customer)
        recordViolation(orderId, "two customers received the same order");
      orders.set(orderId, order);
    },
    recordForeignPayment: (paypalOrderId, namesOurOrder) => {
      foreignPayments.set(paypalOrderId, namesOurOrder);
    },
  };
}
