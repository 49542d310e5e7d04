/** What can be done about a refund that PayPal refused. */
export interface RefundRefusal {
  /** What PayPal's word means, as a sentence for operators. */
  readonly cause: string;
  /** What has to be done before another try, as a sentence; `null` where nothing has to. */
  readonly step: string | null;
  /**
   * Whether the same refund may succeed later: `no` for this amount, though another amount may, and
   * `never` for none of this payment, so that the payer is paid back outside PayPal.
   */
  readonly again: "yes" | "no" | "never";
}

const refusal = (
  cause: string,
  step: string | null,
  again: RefundRefusal["again"] = "yes",
): RefundRefusal => ({ cause, step, again });

const defect = refusal(
  "PayPal rejected the request as wrong, which is a defect of this service.",
  "Report the defect with PayPal's debug id from the history. Until it is fixed, make the refund in PayPal's dashboard.",
);
const account = (cause: string): RefundRefusal =>
  refusal(
    cause,
    "Log in at PayPal, which says what the merchant's account lacks, and settle that.",
  );
const outside = (cause: string): RefundRefusal =>
  refusal(cause, "Pay the payer back outside PayPal, for example by bank transfer.", "never");
const platformFee = account("PayPal could not take back the platform's fee on the payment.");

// Every issue that PayPal's API reference lists for a refund; an unknown one is explained below.
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
    INVALID_ACCOUNT_STATUS: account("PayPal does not accept the merchant's account as it is."),
    PAYEE_ACCOUNT_RESTRICTED: account("PayPal has restricted the merchant's account."),
    PAYEE_ACCOUNT_LOCKED_OR_CLOSED: account(
      "The merchant's account is locked or closed at PayPal.",
    ),
    PERMISSION_DENIED: refusal(
      "The application at PayPal may not refund payments.",
      "Give the application the right to refund at developer.paypal.com.",
    ),
    REFUND_IS_RESTRICTED: refusal(
      "PayPal lets only the application that took this payment refund it.",
      "Make the refund with that application, or in PayPal's dashboard.",
    ),
    INVALID_RESOURCE_ID: refusal(
      "PayPal does not know the payment under this application.",
      "Look for the capture in PayPal's dashboard, and compare the application and paypal_environment with it.",
    ),
    PREVIOUS_REQUEST_IN_PROGRESS: refusal("PayPal is still working on this refund.", null),
    PENDING_CAPTURE: refusal(
      "PayPal still holds the payment, so that nothing can be given back yet.",
      "Look in PayPal's dashboard what the payment is held for.",
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
      "PayPal says that the whole payment was refunded already.",
      "Run billing reconcile, which reads PayPal's refunds of the order, and compare them with PayPal's dashboard.",
    ),
    REFUND_AMOUNT_EXCEEDED: refusal(
      "PayPal says that less of the payment is left than was asked for.",
      "Run billing reconcile, which reads PayPal's refunds of the order, and compare them with PayPal's dashboard.",
    ),
    DUPLICATE_INVOICE_ID: refusal(
      "PayPal says that a refund with this invoice number was made before.",
      "Look for that refund in PayPal's dashboard.",
    ),
    PARTIAL_REFUND_NOT_ALLOWED: refusal(
      "PayPal refunds this payment as a whole only.",
      "Decide whether all of it is given back, or a part outside PayPal.",
      "no",
    ),
    REFUND_AMOUNT_TOO_LOW: refusal(
      "The amount is zero in the currency that the payment was paid out in.",
      "Decide on a larger amount.",
      "no",
    ),
    REFUND_NOT_ALLOWED: outside("PayPal does not refund this payment."),
    REFUND_TIME_LIMIT_EXCEEDED: outside(
      "PayPal's time for a refund of this payment, 180 days by default, is over.",
    ),
    MAX_NUMBER_OF_REFUNDS_EXCEEDED: outside("PayPal makes no more refunds of this payment."),
    PAYER_ACCOUNT_LOCKED_OR_CLOSED: outside("The payer's account is locked or closed at PayPal."),
    REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK: refusal(
      "The payer's bank is taking the payment back, so that PayPal refunds nothing of it meanwhile.",
      "Settle the chargeback in PayPal's Resolution Center first: what the bank takes is booked as reversed.",
    ),
    FAILED: refusal(
      "PayPal accepted the refund, and the payer's bank did not.",
      "Ask the payer for another way to be paid back, or PayPal for the cause.",
    ),
    CANCELLED: refusal(
      "The refund was cancelled at PayPal.",
      "Look in PayPal's dashboard who cancelled it, and why.",
    ),
  }),
);

/** What an operator can do about a refund refused for that reason, a word of PayPal's; `null` was not stated. */
export function refundRefusal(reason: string | null): RefundRefusal {
  const known = refusals.get(reason ?? "");
  if (known) return known;
  const cause =
    reason === null
      ? "PayPal did not make the refund, and no cause is known."
      : `PayPal refused the refund with ${reason}, which is not known here.`;
  return refusal(cause, "Find the cause with PayPal's debug id from the history.");
}

/** Whether PayPal's reference has the word for a refund: others, such as time-outs, say nothing of the refund. */
export const isRefundRefusal = (issue: string): boolean => refusals.has(issue);
