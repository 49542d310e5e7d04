import { randomUUID } from "node:crypto";
import type { Refund, RefundId, PayPalRefund } from "../domain/refund.ts";

/** A refund of ours of 2.00, asked for and not with PayPal yet. */
export const refundRow = (changes: Partial<Refund> = {}): Refund => ({
  id: randomUUID() as RefundId,
  paypalRefundId: null,
  amount: 200n,
  status: "requested",
  kind: "refund",
  failureReason: null,
  failedAt: null,
  ...changes,
});

/** A refund of 2.00 that is through, as PayPal reports one that names no id of ours. */
export const paypalRefund = (changes: Partial<PayPalRefund> = {}): PayPalRefund => ({
  paypalRefundId: "R-1",
  refundId: null,
  amount: 200n,
  status: "completed",
  kind: "refund",
  ...changes,
});
