import type { Order } from "../domain/order.ts";

/**
 * The outcome of one delivery. `refused`: web-order's 4xx, final. `not_sent`: it never reached
 * web-order. `no_upstream`: a gateway's 503 without a web-order behind it. `answered`: web-order's
 * 500, after which its row may exist. `unanswered`: it may still be in progress.
 */
export type DeliveryOutcome =
  | { readonly kind: "accepted"; readonly webOrderId: number | null }
  | { readonly kind: "refused"; readonly reason: string }
  | {
      readonly kind: "not_sent" | "no_upstream" | "answered" | "unanswered";
      readonly reason: string;
      /** The remaining pause of an outage; the attempt does not count. */
      readonly retryAfterMs?: number;
    };

/** web-order's data about a PayPal order; `unknown` if web-order gave no usable response. */
export type DeliveryLookup =
  /** The id is `null` if web-order's row has none. */
  | { readonly kind: "found"; readonly webOrderId: number | null }
  | { readonly kind: "absent" }
  | {
      readonly kind: "unknown";
      readonly reason: string;
      /** The remaining pause of an outage; the attempt does not count. */
      readonly retryAfterMs?: number;
    };

/**
 * The upstream that provisions clusters. A POST is not idempotent: look up before sending again.
 */
export interface WebOrder {
  deliver(order: Order): Promise<DeliveryOutcome>;
  lookUp(order: Order): Promise<DeliveryLookup>;
}
