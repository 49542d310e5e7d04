import { defaultPriceBook } from "../config/price-book.ts";
import type { Dependencies } from "../procedures/context.ts";
import { createStreamLimit } from "../procedures/stream-limit.ts";
import { createWaiterRegistry } from "../waiters/registry.ts";
import type { OperatorStore } from "../domain/operator-store.ts";
import { fakePayPal } from "./fake-paypal.ts";
import { createMemoryStore } from "./memory-store.ts";

const unexpected = async (): Promise<never> => {
  throw new Error("No operator was expected.");
};

const noOperators: OperatorStore = {
  list: unexpected,
  stateSince: unexpected,
  audit: unexpected,
  money: unexpected,
  reconcile: unexpected,
};

/** What a procedure may use, without a network: pass the parts a test looks at. */
export function sampleDependencies(parts: Partial<Dependencies> = {}): Dependencies {
  return {
    store: createMemoryStore(),
    operators: noOperators,
    paypal: fakePayPal(),
    waiters: createWaiterRegistry(),
    streams: createStreamLimit(),
    priceBook: new Map(Object.entries(defaultPriceBook)),
    approvalTimeoutMs: 10_800_000,
    allowedOrigins: null,
    ...parts,
  };
}
