import type { PayPalFailureKind } from "../domain/paypal-result.ts";

// PayPal's issue codes by failure kind. The codes are stable; the descriptions are not.
const kinds: Readonly<Record<string, PayPalFailureKind>> = {
  PREVIOUS_REQUEST_IN_PROGRESS: "unavailable",
  ORDER_COMPLETION_IN_PROGRESS: "unavailable",
  ORDER_ALREADY_CAPTURED: "already_done",
  ORDER_ALREADY_COMPLETED: "already_done",
  // May be our own capture whose response was lost: read the order first.
  DUPLICATE_INVOICE_ID: "already_done",
  INSTRUMENT_DECLINED: "payer_can_retry",
  PAYER_ACTION_REQUIRED: "not_approved",
  ORDER_NOT_APPROVED: "not_approved",
  REDIRECT_PAYER_FOR_ALTERNATE_FUNDING: "payer_can_retry",
  CAPTURE_FULLY_REFUNDED: "already_done",
  // Another refund was made, or funds are still pending: read the capture, or retry later.
  REFUND_AMOUNT_EXCEEDED: "already_done",
  PENDING_CAPTURE: "unavailable",
  REFUND_FAILED_INSUFFICIENT_FUNDS: "unavailable",
  INVALID_RESOURCE_ID: "gone",
  RESOURCE_NOT_FOUND: "gone",
  ORDER_EXPIRED: "gone",
  MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED: "declined",
  CARD_EXPIRED: "declined",
  TRANSACTION_REFUSED: "declined",
  COMPLIANCE_VIOLATION: "declined",
  PAYEE_BLOCKED_TRANSACTION: "declined",
  TRANSACTION_BLOCKED_BY_PAYEE: "declined",
  PAYER_CANNOT_PAY: "declined",
  PAYER_ACCOUNT_RESTRICTED: "declined",
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: "declined",
  TRANSACTION_LIMIT_EXCEEDED: "declined",
  TRANSACTION_RECEIVING_LIMIT_EXCEEDED: "declined",
  DOMESTIC_TRANSACTION_REQUIRED: "declined",
  DECLINED_DUE_TO_RELATED_TXN: "declined",
  // The payer's payment method is unusable; a new order with another one may succeed.
  AGREEMENT_ALREADY_CANCELLED: "declined",
  ALIAS_DECLINED_BY_PROCESSOR: "declined",
  APPLE_PAY_AMOUNT_MISMATCH: "declined",
  BANK_NOT_SUPPORTED_FOR_VERIFICATION: "declined",
  BILLING_AGREEMENT_NOT_FOUND: "declined",
  CARD_BRAND_NOT_SUPPORTED: "declined",
  IBAN_COUNTRY_NOT_SUPPORTED: "declined",
  PAYMENT_SOURCE_CANNOT_BE_USED: "declined",
  PAYMENT_SOURCE_DECLINED_BY_PROCESSOR: "declined",
  PAYMENT_SOURCE_INFO_CANNOT_BE_VERIFIED: "declined",
  PAYMENT_SOURCE_NOT_SUPPORTED: "declined",
  PAYPAL_TRANSACTION_ID_EXPIRED: "declined",
  PNREF_EXPIRED: "declined",
  REFERENCED_CARD_EXPIRED: "declined",
  TOKEN_EXPIRED: "declined",
};

// A Map, because an object also has keys such as "constructor".
const issueKinds: ReadonlyMap<string, PayPalFailureKind> = new Map(Object.entries(kinds));

/** Whether an issue code has a known failure kind. */
export const isKnownIssue = (issue: string): boolean => issueKinds.has(issue);

const isIssueCode = (issue: string): boolean => /^[A-Z][A-Z_]+$/.test(issue);

/** The failure kind of an error response: by its issue code, for unknown codes by its status. */
export function classify(status: number, issue: string): PayPalFailureKind {
  // A 5xx may have moved money whatever its body says: only a retry with the same key is safe.
  if (status >= 500 || status === 429 || status === 408) return "unavailable";
  const known = issueKinds.get(issue);
  if (known) return known;
  if (status === 401) return "unauthorized";
  // Without an issue code the response may come from a proxy and proves nothing.
  return isIssueCode(issue) && status >= 400 ? "refused" : "unavailable";
}
