import type { CreateOrderInput } from "@onekonsole/billing-contract";
import type { BillingClient } from "../create-billing-client.ts";
import { randomKey } from "../random-key.ts";
import { isTransient } from "./failure.ts";

interface Attempt {
  readonly details: string;
  readonly key: string;
}

/** The latest attempt of each client, while it is unknown whether it created an order. */
const openAttempts = new WeakMap<BillingClient, Attempt>();

/**
 * The idempotency key of a creation. The same details have the same key until the service has answered them: an
 * attempt whose response was lost may have created the order. A passing failure is no answer, because an earlier
 * request of the same attempt may have been lost.
 */
export function attemptKey(client: BillingClient, input: CreateOrderInput) {
  const { order_details, currency, expected_amount, idempotency_key } = input;
  const details = JSON.stringify([order_details, currency, expected_amount, idempotency_key]);
  const open = openAttempts.get(client);
  const attempt =
    open?.details === details ? open : { details, key: idempotency_key ?? randomKey() };
  openAttempts.set(client, attempt);
  const end = () => {
    if (openAttempts.get(client) === attempt) openAttempts.delete(client);
  };
  return {
    key: attempt.key,
    end,
    fail: (error: unknown) => {
      if (!isTransient(error)) end();
    },
  };
}
