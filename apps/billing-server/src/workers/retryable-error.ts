/** The job must run again later. */
export class RetryableError extends Error {
  /**
   * Pause requested by an upstream or a breaker; for up to a day such pauses use up no retry. By default
   * the queue's backoff applies, which ends in manual review after hours.
   */
  readonly afterMs: number | undefined;
  /** Of the PayPal call that failed. */
  readonly debugId: string | undefined;

  constructor(reason: string, afterMs?: number, debugId?: string) {
    super(reason);
    this.name = "RetryableError";
    this.afterMs = afterMs;
    this.debugId = debugId;
  }
}

/** The job must run again at a known time: the pause is used as it is, and does not grow. */
export class ScheduledRetryError extends RetryableError {
  constructor(reason: string, afterMs: number) {
    super(reason, Math.max(1_000, afterMs));
  }
}
