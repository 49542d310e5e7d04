/**
 * A circuit breaker for one upstream. While it is open, calls are not made, so an outage uses no
 * sockets and no job retries.
 */
export interface Breaker {
  /** Makes the call and records its outcome; "open" when the call was not made. */
  run<T>(call: () => Promise<T>, isOutage: (outcome: T) => boolean): Promise<T | "open">;
  /** Also `closed` if the last failure is too old to indicate the current state. */
  readonly state: "closed" | "open" | "half_open";
  /** The pause of an open breaker before a trial call. */
  readonly pauseMs: number;
}

/** The outcome, in the ports' results, of a call that an open breaker did not make. */
export const circuitOpen = "CIRCUIT_OPEN";
