import type { OrderState } from "@onekonsole/billing-contract";

/** What a customer does once something else has happened, if the storm lets it. */
export interface Later {
  /** Throws or is false while it is too early. */
  readonly when: () => boolean;
  readonly act: () => void;
}

/** An order that a customer was recordOrder of. */
export interface RecordedOrder {
  readonly scenario: string;
  /** Where it may end. */
  readonly ends: readonly OrderState[];
  readonly customer: number;
  readonly name: string;
}

export interface Violation {
  /** PayPal's order id, or what else it is about. */
  readonly about: string;
  readonly what: string;
}

/** What the customers know of their orders: the audit holds the service to it. */
export interface Ledger {
  readonly orders: ReadonlyMap<string, RecordedOrder>;
  /** Payments in PayPal orders that the service did not open: whether each names one of its orders. */
  readonly elsewhere: ReadonlyMap<string, boolean>;
  readonly violations: readonly Violation[];
  /** How many things customers, the merchant and PayPal still mean to do. */
  readonly outstanding: number;
  recordOrder(orderId: string, order: RecordedOrder): void;
  recordViolation(about: string, what: string): void;
  paidElsewhere(paypalOrderId: string, isNamed: boolean): void;
  later(later: Later): void;
  /** What takes days: done in the calm after the storm. */
  daysLater(act: () => void): void;
  /** Lets those days pass. */
  passDays(): void;
  /** Does everything whose time has come; how much that was. */
  tick(): number;
}

/** An empty ledger. */
export function createLedger(): Ledger {
  const orders = new Map<string, RecordedOrder>();
  const elsewhere = new Map<string, boolean>();
  const violations: Violation[] = [];
  let waiting: Later[] = [];
  const slow: (() => void)[] = [];
  return {
    orders,
    elsewhere,
    violations,
    get outstanding() {
      return waiting.length;
    },
    recordOrder: (orderId, order) => {
      const known = orders.get(orderId);
      if (known && known.customer !== order.customer)
        violations.push({ about: orderId, what: "two customers got the same order" });
      orders.set(orderId, order);
    },
    recordViolation: (about, what) => violations.push({ about, what }),
    paidElsewhere: (paypalOrderId, isNamed) => elsewhere.set(paypalOrderId, isNamed),
    later: (later) => waiting.push(later),
    daysLater: (act) => slow.push(act),
    passDays: () => {
      for (const act of slow.splice(0)) act();
    },
    tick: () => {
      const ripe = waiting.filter(isRipe);
      waiting = waiting.filter((later) => !ripe.includes(later));
      for (const { act } of ripe) act();
      return ripe.length;
    },
  };
}

function isRipe({ when }: Later): boolean {
  try {
    return when();
  } catch {
    return false;
  }
}
