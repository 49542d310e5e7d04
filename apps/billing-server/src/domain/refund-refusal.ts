/** What can be done about a refund that PayPal rejected. */
export interface RefundRefusal {
  /** The meaning of PayPal's reason, as a sentence for operators. */
  readonly cause: string;
  /** The step before another attempt, as a sentence; `null` if there is none. */
  readonly step: string | null;
  /**
   * Whether the same refund may succeed later. `no`: not with this amount. `never`: with no amount
   * of this payment, so the payer must be refunded outside PayPal.
   */
  readonly again: "yes" | "no" | "never";
}

const refusal = (
  cause: string,
  step: string | null,
  again: RefundRefusal["again"] = "yes",
): RefundRefusal => ({ cause, step, again });

const defect = refusal(
  "PayPal rejected the request as invalid, which is a defect of this service.",
  "Report the defect with PayPal's debug id from the history. Until it is fixed, make the refund in PayPal's dashboard.",
);
const account = (cause: string): RefundRefusal =>
  refusal(cause, "Log in at PayPal and resolve what it reports for the merchant's account.");
const outside = (cause: string): RefundRefusal =>
  refusal(cause, "Refund the payer outside PayPal, for example by bank transfer.", "never");
const platformFee = account("PayPal could not take back the platform's fee on the payment.");

// Every issue that PayPal's API reference lists for a refund.
const refusals: ReadonlyMap<string, RefundRefusal> = new Map(
  Object.entries({
    MISSING_REQUIRED_PARAMETER: defect,
    INVALID_PARAMETER_SYNTAX: defect,
    INVALID_STRING_LENGTH: defect,
    CANNOT_BE_ZERO_OR_NEGATIVE: defect,
    CANNOT_BE_NEGATIVE: defect,
    DECIMAL_PRECISION: defect,
    DECIMALS_NOT_SUPPORTED: defect,
    INVALID_CURRENCY_CODE: defect,
    CURRENCY_MISMATCH: defect,
    REFUND_CAPTURE_CURRENCY_MISMATCH: defect,
    PLATFORM_FEE_EXCEEDED: platformFee,
    PLATFORM_FEE_NOT_ENABLED: platformFee,
    INVALID_ACCOUNT_STATUS: account(
      "The merchant's account has a status that PayPal does not accept.",
    ),
    PAYEE_ACCOUNT_RESTRICTED: account("PayPal has restricted the merchant's account."),
    PAYEE_ACCOUNT_LOCKED_OR_CLOSED: account(
      "The merchant's account is locked or closed at PayPal.",
    ),
    PERMISSION_DENIED: refusal(
      "The PayPal application has no permission to refund payments.",
      "Grant the application this permission at developer.paypal.com.",
    ),
    REFUND_IS_RESTRICTED: refusal(
      "Only the PayPal application that captured this payment can refund it.",
      "Make the refund with that application, or in PayPal's dashboard.",
    ),
    INVALID_RESOURCE_ID: refusal(
      "PayPal has no such payment for this application.",
      "Search PayPal's dashboard for the capture, and compare its application and environment with paypal_environment.",
    ),
    PREVIOUS_REQUEST_IN_PROGRESS: refusal("PayPal is still processing this refund.", null),
    PENDING_CAPTURE: refusal(
      "PayPal still holds the payment, so it cannot be refunded yet.",
      "Check in PayPal's dashboard why the payment is held.",
    ),
    REFUND_FAILED_INSUFFICIENT_FUNDS: refusal(
      "The balance of the PayPal account, and the bank account linked to it, do not cover the refund.",
      "Top up the balance of the PayPal account.",
    ),
    TRANSACTION_DISPUTED: refusal(
      "The payer has an open case on this payment, during which PayPal makes no partial refund.",
      "Answer the case in PayPal's Resolution Center and wait for its end, or refund all that is left.",
    ),
    CAPTURE_FULLY_REFUNDED: refusal(
      "PayPal reports that the payment is already fully refunded.",
      "Run billing reconcile, which reads PayPal's refunds of the order, and compare them with PayPal's dashboard.",
    ),
    REFUND_AMOUNT_EXCEEDED: refusal(
      "PayPal reports that less than the requested amount remains.",
      "Run billing reconcile, which reads PayPal's refunds of the order, and compare them with PayPal's dashboard.",
    ),
    DUPLICATE_INVOICE_ID: refusal(
      "PayPal reports an earlier refund with this invoice number.",
      "Search PayPal's dashboard for that refund.",
    ),
    PARTIAL_REFUND_NOT_ALLOWED: refusal(
      "PayPal allows only a full refund of this payment.",
      "Decide between a full refund and a partial refund outside PayPal.",
      "no",
    ),
    REFUND_AMOUNT_TOO_LOW: refusal(
      "The amount is zero in the payout currency.",
      "Decide on a larger amount.",
      "no",
    ),
    REFUND_NOT_ALLOWED: outside("PayPal does not refund this payment."),
    REFUND_TIME_LIMIT_EXCEEDED: outside(
      "PayPal's deadline to refund this payment, 180 days by default, has passed.",
    ),
    MAX_NUMBER_OF_REFUNDS_EXCEEDED: outside("PayPal makes no more refunds of this payment."),
    PAYER_ACCOUNT_LOCKED_OR_CLOSED: outside("The payer's account is locked or closed at PayPal."),
    REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK: refusal(
      "The payer's bank is charging the payment back, so PayPal does not refund it.",
      "Resolve the chargeback in PayPal's Resolution Center first: what the bank takes is recorded as reversed.",
    ),
    FAILED: refusal(
      "PayPal accepted the refund, but the payer's bank rejected it.",
      "Agree with the payer on another way to refund, or contact PayPal about the cause.",
    ),
    CANCELLED: refusal(
      "The refund was cancelled at PayPal.",
      "Check in PayPal's dashboard who cancelled it, and why.",
    ),
  }),
);

/** What an operator can do about a refund that PayPal rejected for this reason; `null`: PayPal stated none. */
export function refundRefusal(reason: string | null): RefundRefusal {
  const known = refusals.get(reason ?? "");
  if (known) return known;
  const cause =
    reason === null
      ? "PayPal did not make the refund and reported no cause."
      : `PayPal rejected the refund with the unknown reason ${reason}.`;
  return refusal(cause, "Find the cause with PayPal's debug id from the history.");
}

/** Whether PayPal's reference lists the issue for refunds. Others, such as timeouts, do not decide a refund. */
export const isRefundRefusal = (issue: string): boolean => refusals.has(issue);
