import type { Prices } from "@onekonsole/billing-contract";
import type { Caller } from "../domain/caller.ts";
import type { OperatorStore } from "../ports/operator-store.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";
import type { Tracer } from "../ports/tracer.ts";
import type { Waiters } from "../ports/waiters.ts";

/** Prices by currency; the first one is what is asked for when no currency is named. */
export type PriceBook = ReadonlyMap<string, Prices>;

/** What every procedure may use. */
export interface Dependencies {
  readonly store: OrderStore;
  readonly operators: OperatorStore;
  readonly paypal: PayPalGateway;
  readonly waiters: Waiters;
  readonly tracer: Tracer;
  readonly priceBook: PriceBook;
  readonly approvalTimeoutMs: number;
  /** Origins a payer may be sent back to; `null` allows any. */
  readonly allowedOrigins: ReadonlySet<string> | null;
}

/** One request. */
export interface Context {
  readonly deps: Dependencies;
  /** Lets the caller in and counts him; see `authenticateAndLimit`. Asked for by the procedures that are not public. */
  readonly authenticateAndLimit: () => Promise<Caller>;
  /**
   * Counts a call that needs no caller; see `limitByAddress`. Asked for by the procedures that are public;
   * absent where no request made the call.
   */
  readonly limitByAddress?: () => Promise<void>;
  /** What a caller quotes to support. */
  readonly requestId: string;
  /** Of the Idempotency-Key header; one in the input comes first. */
  readonly idempotencyKey?: string | undefined;
  /** Told which order the request is about, once that is known; for the log. */
  readonly onOrder?: (orderId: string) => void;
}
