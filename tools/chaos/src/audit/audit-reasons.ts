import type { Check } from "./audited-order.ts";

/** The database has PayPal's reason for a rejected refund. */
export const recordsRefusal: Check = ({ stored, sandbox }) => {
  const refusal = sandbox.paypal.refundRefusal(stored.paypalOrderId);
  if (refusal === undefined || stored.state !== "needs_attention") return [];
  const reasons = stored.refunds.map(({ failureReason }) => failureReason);
  return reasons.includes(refusal)
    ? []
    : [`PayPal rejected the refund with ${refusal}, the database has [${reasons.join(", ")}]`];
};

/** The database has PayPal's reason for a held payment. */
export const recordsPendingReason: Check = ({ stored, sandbox }) => {
  if (stored.state !== "capture_pending") return [];
  const found = sandbox.paypal.findCapture(stored.captureId ?? "");
  const reason = found?.capture.status_details?.reason ?? null;
  return reason === stored.pendingReason
    ? []
    : [`PayPal holds the payment for ${reason}, the database has ${stored.pendingReason}`];
};
