/** A job that must run again later. */
export class RetryLater extends Error {
  /**
   * The pause somebody asked for, or the rest of an outage: for a day such a wait uses up none of the
   * tries. Without it the queue's backoff decides, and after hours the order is given up to a person.
   */
  readonly afterMs: number | undefined;

  constructor(reason: string, afterMs?: number) {
    super(reason);
    this.name = "RetryLater";
    this.afterMs = afterMs;
  }
}
