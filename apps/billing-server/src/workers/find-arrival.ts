import type { Order } from "../domain/order.ts";
import type { OrderStore } from "../ports/order-store.ts";
import type { WebOrder } from "../ports/web-order.ts";
import { RetryableError, ScheduledRetryError } from "./retryable-error.ts";

/** The dependencies of the lookup. */
export interface LookUpDependencies {
  readonly store: OrderStore;
  readonly webOrder: WebOrder;
  /** How long an unanswered POST may still take effect. */
  readonly mayStillArriveMs: number;
}

/** A delivery that web-order has; `webOrderId` is `null` if its row has no id. */
export interface Arrival {
  readonly webOrderId: number | null;
}

/**
 * Looks up an earlier delivery at web-order; `null` if it has not arrived and cannot arrive any more. Throws
 * `RetryableError` while that is unknown.
 */
export async function findArrival(deps: LookUpDependencies, order: Order): Promise<Arrival | null> {
  // The age before the lookup: a delivery that it does not find must not arrive after it.
  const ageMs = await readAgeMs(deps, order);
  const startedAt = performance.now();
  const lookup = await deps.webOrder.lookUp(order);
  switch (lookup.kind) {
    case "found":
      return lookup;
    case "unknown":
      throw new RetryableError(
        `web-order did not report whether it has the order: ${lookup.reason}`,
        lookup.retryAfterMs,
      );
    case "absent":
      if (ageMs > deps.mayStillArriveMs) return null;
      throw stillUnderWay(deps, order, ageMs + performance.now() - startedAt);
  }
}

/** Infinite for an answered delivery, which has ended. */
async function readAgeMs({ store }: LookUpDependencies, order: Order): Promise<number> {
  if (order.delivery === "answered") return Number.POSITIVE_INFINITY;
  return (await store.deliveryAgeMs(order)) ?? 0;
}

const attemptsWithExactWaits = 5;

/**
 * Retried at twice the age, and at the moment when it cannot arrive any more. After several attempts the
 * queue's backoff applies, which ends.
 */
function stillUnderWay(
  { mayStillArriveMs }: LookUpDependencies,
  { deliveryAttempt }: Order,
  ageMs: number,
): RetryableError {
  const reason = "An unanswered delivery may still arrive.";
  if (deliveryAttempt > attemptsWithExactWaits) return new RetryableError(reason);
  return new ScheduledRetryError(reason, Math.min(ageMs, mayStillArriveMs - ageMs));
}
