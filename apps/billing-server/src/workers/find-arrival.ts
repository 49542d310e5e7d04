import type { Order } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { WebOrder } from "../ports/web-order.ts";
import { RetryableError, RetryAtTime } from "./retryable-error.ts";

/** What looking for an earlier delivery takes. */
export interface LookUpDependencies {
  readonly store: OrderStore;
  readonly webOrder: WebOrder;
  /** How long an unanswered POST may still be under way at web-order. */
  readonly mayStillArriveMs: number;
}

/** An earlier delivery that web-order has; the id is `null` when its row shows none. */
export interface Arrival {
  readonly webOrderId: number | null;
}

/**
 * Looks for an earlier delivery at web-order; `null` when it has not arrived and never will. Throws
 * `RetryableError` while that can't be known.
 */
export async function findArrival(deps: LookUpDependencies, order: Order): Promise<Arrival | null> {
  // Its age is asked before the look-up starts: what that did not find must not arrive after it.
  const ageMs = await ageOf(deps, order);
  const askedAt = performance.now();
  const lookup = await deps.webOrder.lookUp(order);
  switch (lookup.kind) {
    case "found":
      return lookup;
    case "unknown":
      throw new RetryableError(
        `web-order does not say whether it has the order: ${lookup.reason}`,
        lookup.retryAfterMs,
      );
    case "absent":
      if (ageMs > deps.mayStillArriveMs) return null;
      throw stillUnderWay(deps, order, ageMs + performance.now() - askedAt);
  }
}

/** An answered delivery has ended, however young it is. */
async function ageOf({ store }: LookUpDependencies, order: Order): Promise<number> {
  if (order.delivery === "answered") return Number.POSITIVE_INFINITY;
  return (await store.deliveryAgeMs(order)) ?? 0;
}

const attemptsWithExactWaits = 5;

/**
 * Looked for again when it is twice as old, and in the moment when it can't arrive any more. One whose
 * answers are lost again and again is left to the tries of the queue, which end.
 */
function stillUnderWay(
  { mayStillArriveMs }: LookUpDependencies,
  { deliveryAttempt }: Order,
  ageMs: number,
): RetryableError {
  const reason = "An unanswered delivery may still arrive.";
  if (deliveryAttempt > attemptsWithExactWaits) return new RetryableError(reason);
  return new RetryAtTime(reason, Math.min(ageMs, mayStillArriveMs - ageMs));
}
