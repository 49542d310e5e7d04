import type { Check } from "./order-under-audit.ts";

/** An operator finds PayPal's word for a refund that it refused. */
export const showsRefusal: Check = ({ booked, sandbox }) => {
  const refusal = sandbox.paypal.refundRefusal(booked.paypalOrderId);
  if (refusal === undefined || booked.state !== "needs_attention") return [];
  const reasons = booked.refunds.map(({ failureReason }) => failureReason);
  return reasons.includes(refusal)
    ? []
    : [`PayPal refused the refund with ${refusal}, our books say [${reasons.join(", ")}]`];
};

/** And for a payment that it holds. */
export const showsPendingReason: Check = ({ booked, sandbox }) => {
  if (booked.state !== "capture_pending") return [];
  const place = sandbox.paypal.findCapture(booked.captureId ?? "");
  const reason = place?.capture.status_details?.reason ?? null;
  return reason === booked.pendingReason
    ? []
    : [`PayPal holds the payment for ${reason}, our books say ${booked.pendingReason}`];
};
