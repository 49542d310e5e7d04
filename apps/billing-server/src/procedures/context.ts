import type { Prices } from "@onekonsole/billing-contract";
import type { OrderStore } from "../domain/order-store.ts";
import type { PayPalGateway } from "../domain/paypal-gateway.ts";
import type { Waiters } from "../domain/waiters.ts";

/** Prices by currency; the first one is what is asked for when no currency is named. */
export type PriceBook = ReadonlyMap<string, Prices>;

/** What every procedure may use. */
export interface Dependencies {
  readonly store: OrderStore;
  readonly paypal: PayPalGateway;
  readonly waiters: Waiters;
  readonly priceBook: PriceBook;
  readonly approvalTimeoutMs: number;
  /** Origins a payer may be sent back to; `null` allows any. */
  readonly allowedOrigins: ReadonlySet<string> | null;
}

/** One request. */
export interface Context {
  readonly deps: Dependencies;
  /** What a caller quotes to support. */
  readonly requestId: string;
  /** Of the Idempotency-Key header; one in the input comes first. */
  readonly idempotencyKey?: string | undefined;
}
