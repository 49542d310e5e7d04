import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { OrderState } from "@onekonsole/billing-contract";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import { type Answer, persist } from "./good-client.ts";
import type { Ledger } from "./ledger.ts";

/** Where the customers of a storm find everything. */
export interface Town {
  readonly billingUrl: string;
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
  readonly currencies: readonly string[];
}

/** What a customer does once something else has happened, if the storm lets it. */
export interface Later {
  /** Throws or is false while it is too early. */
  readonly when: () => boolean;
  readonly act: () => void;
}

/** One customer: a user id of his own, a browser, and a PayPal account. */
export interface Customer {
  readonly random: () => number;
  readonly userId: string;
  /** Orders a cluster; `null` when the service could not be reached for long. */
  order(name?: string, ends?: readonly OrderState[]): Promise<string | null>;
  /** The browser tells the service that the payer approved. */
  approve(orderId: string): Promise<Answer | null>;
  /** Where the service says that the order stands. */
  stateOf(orderId: string): Promise<string | null>;
  /** Waits at random, at most so long. */
  pause(longestMs: number): Promise<void>;
  later(later: Later): void;
  daysLater(act: () => void): void;
}

export interface CustomerOptions {
  readonly town: Town;
  readonly index: number;
  readonly random: () => number;
  readonly behaviour: string;
  /** Where his orders may end. */
  readonly ends: readonly OrderState[];
}

/** A customer who has not done anything yet. */
export function newCustomer(options: CustomerOptions): Customer {
  const { town, index, random, behaviour, ends } = options;
  const { billingUrl, ledger, currencies } = town;
  const userId = randomUUID();
  const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const request = { method: "POST", headers, body: JSON.stringify(body) };
    return persist(billingUrl + path, request, { tries: 9, random });
  };
  return {
    random,
    userId,
    order: async (name = `cluster-${index}`, mayEnd = ends) => {
      const wish = wishOf({ userId, name, random, currencies });
      const headers = random() < 0.6 ? { "idempotency-key": randomUUID() } : undefined;
      const answer = await post("/order/create", wish, headers);
      const orderId = answer?.status === 200 ? String(answer.body["order_id"]) : null;
      if (!orderId) return null;
      ledger.told(orderId, { behaviour, ends: mayEnd, customer: index, name });
      // The same request again, as from a second tab: with a key it must be the same order.
      if (headers && random() < 0.15) {
        const again = await post("/order/create", wish, headers);
        if (again?.status === 200 && again.body["order_id"] !== orderId)
          ledger.accuse(orderId, "two orders for one Idempotency-Key");
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
