/** The number of requests of a key per minute, counted over all replicas. */
export interface RateLimit {
  /** `null` within the limit, else the wait until the next request is allowed, in milliseconds. */
  take(key: string): Promise<number | null>;
}

/**
 * The same, counted in this process at once and over all replicas with a delay. For frequent
 * requests, which would each need a statement otherwise.
 */
export interface BatchedRateLimit {
  /** `null` within the limit, else the wait until the next request is allowed, in milliseconds. */
  take(key: string): number | null;
}
