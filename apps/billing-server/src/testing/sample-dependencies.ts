import { defaultPriceBook } from "../config/price-book.ts";
import { sampleSeller } from "../config/seller.ts";
import { defaultVat } from "../config/vat-rule.ts";
import { noopTracer } from "../ports/tracer.ts";
import type { Dependencies } from "../procedures/context.ts";
import { createWaiterRegistry } from "../waiters/registry.ts";
import { fakePayPal } from "./fake-paypal.ts";
import { createMemoryStore } from "./memory-store.ts";
import { sampleEndpoints } from "./sample-endpoints.ts";
import { sampleFeed } from "./sample-feed.ts";
import { sampleOperators } from "./sample-operators.ts";

/** A procedure's dependencies without a network; a test passes the parts that it checks. */
export function sampleDependencies(parts: Partial<Dependencies> = {}): Dependencies {
  return {
    store: createMemoryStore(),
    operators: sampleOperators(),
    ...sampleEndpoints(),
    paypal: fakePayPal(),
    feed: sampleFeed(),
    waiters: createWaiterRegistry(),
    tracer: noopTracer,
    priceBook: new Map(Object.entries(defaultPriceBook)),
    vat: defaultVat,
    seller: sampleSeller,
    approvalTimeoutMs: 10_800_000,
    allowedOrigins: null,
    ...parts,
  };
}
