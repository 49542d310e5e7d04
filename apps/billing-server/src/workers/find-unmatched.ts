import type { PayPalEvent, UnmatchedPayment } from "../domain/paypal-event.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { OrderOrigin, PayPalGateway } from "../ports/paypal-gateway.ts";
import { RetryableError } from "./retryable-error.ts";
import { isTransient, toRetryable } from "./to-retryable.ts";

interface UnmatchedDependencies {
  readonly store: Pick<OrderStore, "find" | "sealedSince">;
  readonly paypal: Pick<PayPalGateway, "getOrigin">;
}

const hourMs = 60 * 60_000;

/**
 * A payment that has the id of one of our orders, or whose row was lost; `null` for another
 * seller's. A seller can write any `custom_id`. So an id without a row counts as ours only if the
 * PayPal order has our seal or is older than seals. Rejects while PayPal may still show the order.
 */
export async function findUnmatched(
  { store, paypal }: UnmatchedDependencies,
  { payment, paypalOrderId, captureId }: PayPalEvent,
  ageMs: number,
): Promise<UnmatchedPayment | null> {
  if (!payment) return null;
  const unmatched = { ...payment, paypalOrderId, captureId };
  if (await store.find(payment.orderId)) return { ...unmatched, kind: "stray" };
  if (paypalOrderId === null) return null;
  const answer = await paypal.getOrigin(paypalOrderId, payment.orderId);
  if (answer.ok) {
    const isOurs = answer.value.isSealed || isOlder(answer.value, await store.sealedSince());
    return isOurs ? { ...unmatched, kind: "lost" } : null;
  }
  if (isTransient(answer.failure)) throw toRetryable(answer.failure);
  // PayPal also returns "not found" for orders that it shows later.
  if (ageMs < hourMs)
    throw new RetryableError("PayPal does not show the order of the payment yet.");
  return null;
}

/** Replicas of the previous release create orders without a seal until the rollout is complete. */
const isOlder = ({ createdAt }: OrderOrigin, sealedSince: Date | null): boolean =>
  sealedSince !== null &&
  createdAt !== null &&
  createdAt.getTime() < sealedSince.getTime() + hourMs;
