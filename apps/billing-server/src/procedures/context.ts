import type { Prices, Seller, Vat } from "@onekonsole/billing-contract";
import type { Caller } from "../domain/caller.ts";
import type { EndpointStore } from "../ports/endpoint-store.ts";
import type { EventFeed } from "../ports/event-feed.ts";
import type { OperatorStore } from "../ports/operator-store.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";
import type { Tracer } from "../ports/tracer.ts";
import type { Waiters } from "../ports/waiters.ts";
import type { EndpointRules } from "./operator/endpoint-rules.ts";

/** Prices by currency; the first currency is the default. */
export type PriceBook = ReadonlyMap<string, Prices>;

/** The dependencies of procedures. */
export interface Dependencies {
  readonly store: OrderStore;
  readonly operators: OperatorStore;
  readonly endpoints: EndpointStore;
  readonly endpointRules: EndpointRules;
  readonly paypal: PayPalGateway;
  readonly feed: EventFeed;
  readonly waiters: Waiters;
  readonly tracer: Tracer;
  readonly priceBook: PriceBook;
  /** Of the orders that are created from now on. */
  readonly vat: Vat;
  /** `null` if none is configured. */
  readonly seller: Seller | null;
  readonly approvalTimeoutMs: number;
  /** Origins that PayPal may redirect payers to; `null` allows any. */
  readonly allowedOrigins: ReadonlySet<string> | null;
}

/** The context of one request. */
export interface Context {
  readonly deps: Dependencies;
  /** See `authenticateAndLimit`. Called by every procedure that is not public. */
  readonly authenticateAndLimit: () => Promise<Caller>;
  /** See `limitByAddress`. Called by public procedures; absent if no HTTP request made the call. */
  readonly limitByAddress?: (() => Promise<void> | undefined) | undefined;
  /** Shown to the user, who quotes it to support. */
  readonly requestId: string;
  /** The Idempotency-Key header; a key in the input takes precedence. */
  readonly idempotencyKey?: string | undefined;
  /** Called with PayPal's order id once it is known; for the log. */
  readonly onOrder?: ((orderId: string) => void) | undefined;
}
