// PayPal's statuses, as far as the simulator has them: for its records, the control API and the stored state.

export const orderStatuses = ["CREATED", "PAYER_ACTION_REQUIRED", "APPROVED", "COMPLETED"] as const;

export type OrderStatus = (typeof orderStatuses)[number];

/** The outcomes of a capture. */
export const captureOutcomes = ["COMPLETED", "PENDING", "DECLINED", "FAILED"] as const;

export type CaptureOutcome = (typeof captureOutcomes)[number];

export const captureStatuses = [...captureOutcomes, "PARTIALLY_REFUNDED", "REFUNDED"] as const;

export type CaptureStatus = (typeof captureStatuses)[number];

export const refundStatuses = ["COMPLETED", "PENDING", "FAILED", "CANCELLED"] as const;

export type RefundStatus = (typeof refundStatuses)[number];

export const disputeStatuses = [
  "OPEN",
  "WAITING_FOR_SELLER_RESPONSE",
  "UNDER_REVIEW",
  "RESOLVED",
] as const;

export type DisputeStatus = (typeof disputeStatuses)[number];

/** The decision of a dispute; one in the payer's favor reverses the payment. */
export const disputeOutcomes = [
  "RESOLVED_BUYER_FAVOUR",
  "RESOLVED_SELLER_FAVOUR",
  "CANCELED_BY_BUYER",
] as const;

export type DisputeOutcome = (typeof disputeOutcomes)[number];
