/** How often one key may come in a minute, counted over all replicas. */
export interface RateLimit {
  /** `null` within the limit, else how long to wait until the next, in milliseconds. */
  take(key: string): Promise<number | null>;
}

/**
 * The same, counted in this process at once and over all replicas a moment later: for requests that are not
 * worth a statement each.
 */
export interface BatchedRateLimit {
  /** `null` within the limit, else how long to wait until the next, in milliseconds. */
  take(key: string): number | null;
}
