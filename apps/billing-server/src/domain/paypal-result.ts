/** Why PayPal did not do it, by what there is to do about it. */
export type PayPalFailureKind =
  /** Outcome unknown or a passing fault: same key again, later. */
  | "unavailable"
  | "timeout"
  /** PayPal could not use the payer's means of payment: the payer approves again, same order. */
  | "payer_can_retry"
  /** The payer has not completed the approval at PayPal, same order. */
  | "not_approved"
  /** Already done: read the order and accept. */
  | "already_done"
  /** Unknown to PayPal, expired there, or not visible yet: the three look alike. */
  | "gone"
  /** A 2xx answer whose JSON is not what was asked for: the outcome is unknown. */
  | "unreadable"
  /** Final for this payer. */
  | "declined"
  /** Our credentials: a person has to look, and meanwhile nothing is lost by trying again. */
  | "unauthorized"
  /** Our request or the merchant's account: a person has to look. */
  | "refused";

export interface PayPalFailure {
  readonly kind: PayPalFailureKind;
  /** PayPal's issue code or a short technical word; for the log and the audit row. */
  readonly issue: string;
  readonly debugId?: string | undefined;
  /** What PayPal's Retry-After asked for. */
  readonly retryAfterMs?: number | undefined;
  /** When PayPal answered, by its own clock; absent when it did not say. */
  readonly answeredAt?: Date | undefined;
  /** The answer may come from this request's content, and says nothing about PayPal's health. */
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
