import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
} from "cockatiel";
import type { Breaker } from "./domain/breaker.ts";

interface Outcome<T> {
  readonly value: T;
  readonly isOutage: boolean;
}

const failuresInARow = 10;
const pauseMs = 3_000;

/** A breaker that opens after ten failures in a row and looks again every three seconds. */
export function createCircuitBreaker(): Breaker {
  const policy = circuitBreaker(
    handleWhenResult((outcome) => (outcome as Outcome<unknown>).isOutage),
    { halfOpenAfter: pauseMs, breaker: new ConsecutiveBreaker(failuresInARow) },
  );
  return {
    pauseMs,
    get state() {
      if (policy.state === CircuitState.Closed) return "closed";
      return policy.state === CircuitState.HalfOpen ? "half_open" : "open";
    },
    run: async <T>(call: () => Promise<T>, isOutage: (outcome: T) => boolean) => {
      // One call looks whether the neighbour is back; who else comes must not hang with it.
      if (policy.state === CircuitState.HalfOpen) return "open";
      try {
        const outcome = await policy.execute(async (): Promise<Outcome<T>> => {
          const value = await call();
          return { value, isOutage: isOutage(value) };
        });
        return outcome.value;
      } catch (error) {
        if (error instanceof BrokenCircuitError) return "open";
        throw error;
      }
    },
  };
}
