import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
} from "cockatiel";
import type { Breaker } from "../ports/breaker.ts";

interface Outcome<T> {
  readonly value: T;
  readonly isOutage: boolean;
}

const consecutiveFailures = 10;
const pauseMs = 3_000;
// Longer than the backoff of a job, so that one waiting order keeps the breaker open during an outage.
const openStateTtlMs = 5 * 60_000;

/**
 * Opens after ten consecutive failures, then allows one trial call every three seconds. Five minutes after the
 * last failure it is reported as closed, because without calls nothing would close it.
 */
export function createCircuitBreaker(): Breaker {
  let failedAt = Number.NEGATIVE_INFINITY;
  let policy = createPolicy();
  const sinceFailure = () => performance.now() - failedAt;
  return {
    pauseMs,
    get state() {
      if (policy.state === CircuitState.HalfOpen) return "half_open";
      const isOpen = policy.state !== CircuitState.Closed;
      return isOpen && sinceFailure() <= openStateTtlMs ? "open" : "closed";
    },
    run: async <T>(call: () => Promise<T>, isOutage: (outcome: T) => boolean) => {
      // While the trial call runs, other calls fail fast instead of waiting with it.
      if (policy.state === CircuitState.HalfOpen) return "open";
      try {
        const outcome = await policy.execute(async (): Promise<Outcome<T>> => {
          const value = await call();
          const isDown = isOutage(value);
          if (isDown) failedAt = performance.now();
          return { value, isOutage: isDown };
        });
        return outcome.value;
      } catch (error) {
        if (!(error instanceof BrokenCircuitError)) throw error;
        // The policy uses the system clock; after the clock was set back, its pause would be too long.
        if (sinceFailure() >= 2 * pauseMs) policy = createPolicy();
        return "open";
      }
    },
  };
}

const createPolicy = () =>
  circuitBreaker(
    handleWhenResult((outcome) => (outcome as Outcome<unknown>).isOutage),
    { halfOpenAfter: pauseMs, breaker: new ConsecutiveBreaker(consecutiveFailures) },
  );
