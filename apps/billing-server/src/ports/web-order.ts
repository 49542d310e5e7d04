import type { Order } from "../domain/order.ts";

/**
 * How one delivery ended. `refused` is web-order's 4xx and final; `not_sent` never reached it;
 * `no_upstream` is the 503 of a gateway that had no web-order to hand it on to; `answered` is its own
 * 500, after which its row may exist; `unanswered` may still be under way.
 */
export type DeliveryOutcome =
  | { readonly kind: "accepted"; readonly webOrderId: number | null }
  | { readonly kind: "refused"; readonly reason: string }
  | {
      readonly kind: "not_sent" | "no_upstream" | "answered" | "unanswered";
      readonly reason: string;
      /** The rest of an outage; the try does not count. */
      readonly retryAfterMs?: number;
    };

/** What web-order knows of a PayPal order; `unknown` when it could not be asked. */
export type DeliveryLookup =
  /** The id is `null` when the row that was found shows none. */
  | { readonly kind: "found"; readonly webOrderId: number | null }
  | { readonly kind: "absent" }
  | {
      readonly kind: "unknown";
      readonly reason: string;
      /** The rest of an outage; the try does not count. */
      readonly retryAfterMs?: number;
    };

/** The upstream that provisions clusters. It is not idempotent: look up before sending again. */
export interface WebOrder {
  deliver(order: Order): Promise<DeliveryOutcome>;
  lookUp(order: Order): Promise<DeliveryLookup>;
}
