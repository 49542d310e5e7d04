import { randomUUID } from "node:crypto";
import type { Refund, RefundId, PayPalRefund } from "../domain/refund.ts";

/** A refund of 2.00 that is requested and not yet known to PayPal. */
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

/** A completed refund of 2.00 as PayPal reports it, without an id of ours. */
export const paypalRefund = (changes: Partial<PayPalRefund> = {}): PayPalRefund => ({
  paypalRefundId: "R-1",
  refundId: null,
  amount: 200n,
  status: "completed",
  kind: "refund",
  ...changes,
});
