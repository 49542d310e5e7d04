// The enumerations of PayPal's OpenAPI document Disputes 1.10.

/** Why a customer disputes a payment. */
export const disputeReasons = [
  "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
  "MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED",
  "UNAUTHORISED",
  "CREDIT_NOT_PROCESSED",
  "DUPLICATE_TRANSACTION",
  "INCORRECT_AMOUNT",
  "PAYMENT_BY_OTHER_MEANS",
  "CANCELED_RECURRING_BILLING",
  "PROBLEM_WITH_REMITTANCE",
  "OTHER",
] as const;

export type DisputeReason = (typeof disputeReasons)[number];

/** The stages in their order. A claim at PayPal is in the stage CHARGEBACK, too. */
export const disputeStages = ["INQUIRY", "CHARGEBACK", "PRE_ARBITRATION", "ARBITRATION"] as const;

export type DisputeStage = (typeof disputeStages)[number];

/** What a dispute waits for, from the merchant's point of view. */
export const disputeStates = [
  "OPEN_INQUIRIES",
  "REQUIRED_ACTION",
  "REQUIRED_OTHER_PARTY_ACTION",
  "UNDER_PAYPAL_REVIEW",
  "APPEALABLE",
  "RESOLVED",
] as const;
