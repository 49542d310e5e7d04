/** Why a request to PayPal failed, by what can be done about it. */
export type PayPalFailureKind =
  /** The outcome is unknown or the fault is transient: retry later with the same key. */
  | "unavailable"
  | "timeout"
  /** PayPal could not use the payer's payment method: the payer approves the same order again. */
  | "payer_can_retry"
  /** The payer has not completed the approval of the order at PayPal. */
  | "not_approved"
  /** Already done: read the order, and continue. */
  | "already_done"
  /** Unknown to PayPal, expired there, or not visible yet; the three return the same response. */
  | "gone"
  /** A 2xx response with unexpected JSON: the outcome is unknown. */
  | "unreadable"
  /** Final for this payer. */
  | "declined"
  /** Our credentials are rejected: an operator must act, and retries are safe until then. */
  | "unauthorized"
  /** Our request or the merchant's account is rejected: an operator must act. */
  | "refused";

export interface PayPalFailure {
  readonly kind: PayPalFailureKind;
  /** PayPal's issue code or a short technical term, for the log and the history. */
  readonly issue: string;
  readonly debugId?: string | undefined;
  /** From PayPal's Retry-After header. */
  readonly retryAfterMs?: number | undefined;
  /** When PayPal responded, by its own clock; absent if the response has no date. */
  readonly answeredAt?: Date | undefined;
  /**
   * The request's content may have caused the response, so it does not count against PayPal's
   * health.
   */
  readonly isAboutRequest?: boolean;
}

export type PayPalResult<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly debugId: string | undefined;
      /** By PayPal's clock; absent when the response carries no date. */
      readonly answeredAt?: Date | undefined;
    }
  | { readonly ok: false; readonly failure: PayPalFailure };
