import { randomUUID } from "node:crypto";
import type { OrderState } from "@onekonsole/billing-contract";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { DeferredActions } from "../deferred-actions.ts";
import type { RunRecord } from "../run-record.ts";
import { sleep } from "../sleep.ts";
import { drawOrderRequest } from "./order-request.ts";
import { fetchWithRetries, type ServiceResponse } from "./retrying-client.ts";

/** The parts of a run that customers use. */
export interface CustomerEnvironment {
  readonly billingUrl: string;
  readonly sandbox: Sandbox;
  readonly record: RunRecord;
  readonly deferred: DeferredActions;
  readonly currencies: readonly string[];
}

/** The parts of an order that a scenario fixes; the others are drawn. */
export interface FixedDetails {
  readonly clusterName?: string;
  readonly currency?: string;
}

/** One customer: a user id of their own, a browser and a PayPal account. */
export interface Customer {
  readonly random: () => number;
  readonly userId: string;
  /** The name of this customer's clusters unless a scenario fixes another. */
  readonly clusterName: string;
  readonly record: RunRecord;
  readonly deferred: DeferredActions;
  /** Orders a cluster; `null` if every attempt failed. */
  createOrder(fixed?: FixedDetails): Promise<string | null>;
  /** Calls `POST /order/approve`, as the browser does after the payer's approval. */
  approve(orderId: string): Promise<ServiceResponse | null>;
  /** The order's state as the service reports it; `null` if it did not respond. */
  readState(orderId: string): Promise<string | null>;
  /** Waits for a random time of at most `longestMs`. */
  pause(longestMs: number): Promise<void>;
}

export interface CustomerOptions {
  readonly environment: CustomerEnvironment;
  readonly index: number;
  readonly random: () => number;
  readonly scenario: string;
  /** The states in which this customer's orders may end. */
  readonly expectedStates: readonly OrderState[];
}

interface PostOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly leastMs?: number;
}

// Without its order, a customer tests nothing.
const leastCreateMs = 60_000;

/** Creates a customer without orders. */
export function createCustomer(options: CustomerOptions): Customer {
  const { environment, index, random, scenario, expectedStates } = options;
  const { billingUrl, record, deferred } = environment;
  const userId = randomUUID();
  const usualName = `cluster-${index}`;
  const post = (path: string, body: unknown, { headers = {}, leastMs = 0 }: PostOptions = {}) => {
    const request = { method: "POST", headers, body: JSON.stringify(body) };
    return fetchWithRetries(billingUrl + path, request, { attempts: 9, leastMs, random });
  };
  return {
    random,
    userId,
    clusterName: usualName,
    record,
    deferred,
    createOrder: async ({ clusterName = usualName, currency } = {}) => {
      const currencies = currency ? [currency] : environment.currencies;
      const body = drawOrderRequest({ userId, clusterName, random, currencies });
      const headers = random() < 0.6 ? { "idempotency-key": randomUUID() } : undefined;
      const sending = { headers, leastMs: leastCreateMs };
      const response = await post("/order/create", body, sending);
      const orderId = response?.status === 200 ? String(response.body["order_id"]) : null;
      if (!orderId) return null;
      record.recordOrder(orderId, { scenario, expectedStates, customer: index, clusterName });
      // The same request again, as from a second tab: one key must return one order.
      if (headers && random() < 0.15) {
        const repeated = await post("/order/create", body, sending);
        if (repeated?.status === 200 && repeated.body["order_id"] !== orderId)
          record.recordViolation(orderId, "two orders for one Idempotency-Key");
      }
      return orderId;
    },
    approve: (orderId) => post("/order/approve", { order_id: orderId }),
    readState: async (orderId) => {
      const input = encodeURIComponent(JSON.stringify({ order_id: orderId }));
      const url = `${billingUrl}/trpc/order.get?input=${input}`;
      const response = await fetchWithRetries(url, {}, { attempts: 2, random });
      const result = response?.body["result"] as { data?: { state?: string } } | undefined;
      return result?.data?.state ?? null;
    },
    pause: (longestMs) => sleep(random() * longestMs),
  };
}
