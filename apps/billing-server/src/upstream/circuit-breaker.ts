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

const failuresInARow = 10;
const pauseMs = 3_000;
// Longer than the pauses of a job in an outage, so that one waiting order keeps it open.
const rememberedMs = 5 * 60_000;

/**
 * A breaker that opens after ten failures in a row, and then lets one call look every three seconds.
 * Five minutes after its last failure it counts as closed: where nobody calls, nothing would close it.
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
      return isOpen && sinceFailure() <= rememberedMs ? "open" : "closed";
    },
    run: async <T>(call: () => Promise<T>, isOutage: (outcome: T) => boolean) => {
      // One call looks whether the upstream is back; who else comes must not hang with it.
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
        // The policy goes by the system's clock: when that was set back, its pause would take as long as that.
        if (sinceFailure() >= 2 * pauseMs) policy = createPolicy();
        return "open";
      }
    },
  };
}

const createPolicy = () =>
  circuitBreaker(
    handleWhenResult((outcome) => (outcome as Outcome<unknown>).isOutage),
    { halfOpenAfter: pauseMs, breaker: new ConsecutiveBreaker(failuresInARow) },
  );
