import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { OrderState } from "@onekonsole/billing-contract";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { Later, Ledger } from "./ledger.ts";
import { type Answer, persist } from "./persistent-client.ts";

/** Where the customers of a storm find everything. */
export interface CustomerEnvironment {
  readonly billingUrl: string;
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
  readonly currencies: readonly string[];
}

/** What is not left to chance about an order. */
export interface WantedCluster {
  readonly name?: string;
  readonly currency?: string;
}

/** One customer: a user id of his own, a browser, and a PayPal account. */
export interface Customer {
  readonly random: () => number;
  readonly userId: string;
  /** What this customer's clusters are called, unless it is said otherwise. */
  readonly name: string;
  /** Orders a cluster; `null` when the service could not be reached for long. */
  order(wanted?: WantedCluster): Promise<string | null>;
  /** The browser tells the service that the payer approved. */
  approve(orderId: string): Promise<Answer | null>;
  /** Where the service says that the order stands. */
  stateOf(orderId: string): Promise<string | null>;
  /** Waits at random, at most so long. */
  pause(longestMs: number): Promise<void>;
  /** Records that the service answered this customer wrongly. */
  recordViolation(orderId: string, what: string): void;
  /** Records a payment in a PayPal order that the service did not open, and whether it names one of its orders. */
  paidElsewhere(paypalOrderId: string, isNamed: boolean): void;
  later(later: Later): void;
  daysLater(act: () => void): void;
}

export interface CustomerOptions {
  readonly environment: CustomerEnvironment;
  readonly index: number;
  readonly random: () => number;
  readonly scenario: string;
  /** Where his orders may end. */
  readonly ends: readonly OrderState[];
}

/** A customer who has not done anything yet. */
export function newCustomer(options: CustomerOptions): Customer {
  const { environment, index, random, scenario, ends } = options;
  const { billingUrl, ledger, currencies } = environment;
  const userId = randomUUID();
  const usualName = `cluster-${index}`;
  const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const request = { method: "POST", headers, body: JSON.stringify(body) };
    return persist(billingUrl + path, request, { tries: 9, random });
  };
  return {
    random,
    userId,
    name: usualName,
    order: async ({ name = usualName, currency } = {}) => {
      const wish = wishOf({ userId, name, random, currencies: currency ? [currency] : currencies });
      const headers = random() < 0.6 ? { "idempotency-key": randomUUID() } : undefined;
      const answer = await post("/order/create", wish, headers);
      const orderId = answer?.status === 200 ? String(answer.body["order_id"]) : null;
      if (!orderId) return null;
      ledger.recordOrder(orderId, { scenario, ends, customer: index, name });
      // The same request again, as from a second tab: with a key it must be the same order.
      if (headers && random() < 0.15) {
        const again = await post("/order/create", wish, headers);
        if (again?.status === 200 && again.body["order_id"] !== orderId)
          ledger.recordViolation(orderId, "two orders for one Idempotency-Key");
      }
      return orderId;
    },
    approve: (orderId) => post("/order/approve", { order_id: orderId }),
    stateOf: async (orderId) => {
      const input = encodeURIComponent(JSON.stringify({ order_id: orderId }));
      const answer = await persist(
        `${billingUrl}/trpc/order.get?input=${input}`,
        {},
        { tries: 2, random },
      );
      const result = answer?.body["result"] as { data?: { state?: string } } | undefined;
      return result?.data?.state ?? null;
    },
    pause: (longestMs) => sleep(random() * longestMs),
    recordViolation: (orderId, what) => ledger.recordViolation(orderId, what),
    paidElsewhere: (paypalOrderId, isNamed) => ledger.paidElsewhere(paypalOrderId, isNamed),
    later: (later) => ledger.later(later),
    daysLater: (act) => ledger.daysLater(act),
  };
}

interface Wish {
  readonly userId: string;
  readonly name: string;
  readonly random: () => number;
  readonly currencies: readonly string[];
}

function wishOf({ userId, name, random, currencies }: Wish) {
  const upTo = (most: number) => Math.floor(random() * most);
  return {
    order_details: {
      user_id: userId,
      cluster_name: name,
      images_storage: 5 + upTo(96),
      has_monitoring: random() < 0.5,
      monitoring_storage: 5 + upTo(96),
      has_alerting: random() < 0.5,
    },
    currency: currencies[upTo(currencies.length)] ?? "USD",
  };
}
