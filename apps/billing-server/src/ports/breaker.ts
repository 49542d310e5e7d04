/**
 * Stands before a upstream and lets no call through while it is down, so that an outage costs
 * neither sockets nor the tries of jobs.
 */
export interface Breaker {
  /** Runs the call and learns from its outcome; "open" when the call was not made. */
  run<T>(call: () => Promise<T>, isOutage: (outcome: T) => boolean): Promise<T | "open">;
  /** `closed` too when its last failure is so old that it says nothing about now. */
  readonly state: "closed" | "open" | "half_open";
  /** How long an open breaker waits before it lets one call through to see. */
  readonly pauseMs: number;
}

/** What the ports call a call that an open breaker did not make. */
export const circuitOpen = "CIRCUIT_OPEN";
