/** A job that must run again later. */
export class RetryableError extends Error {
  /**
   * The pause somebody asked for, or the rest of an outage: for a day such a wait uses up none of the
   * tries. Without it the queue's backoff decides, and after hours the order is given up to a person.
   */
  readonly afterMs: number | undefined;
  /** Of the PayPal call that it waits for. */
  readonly debugId: string | undefined;

  constructor(reason: string, afterMs?: number, debugId?: string) {
    super(reason);
    this.name = "RetryableError";
    this.afterMs = afterMs;
    this.debugId = debugId;
  }
}

/**
 * A job that must run again at a known time: the pause is kept as it is, where others grow the longer
 * the job has waited.
 */
export class RetryAtTime extends RetryableError {
  constructor(reason: string, afterMs: number) {
    super(reason, Math.max(1_000, afterMs));
  }
}
