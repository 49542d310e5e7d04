import { formatMoney } from "@onekonsole/billing-contract";
import type { ApprovalStatus, Order } from "./order.ts";
import type { Capture, PayPalOrder } from "./paypal-gateway.ts";
import type { OrderEvent } from "./order-event.ts";

/** What PayPal's view of an order means for ours; `null` when the payer has not approved yet. */
export function judgePayPalOrder(order: Order, seen: PayPalOrder): OrderEvent | null {
  switch (seen.status) {
    case "CREATED":
    case "SAVED":
    case "PAYER_ACTION_REQUIRED":
      return null;
    case "VOIDED":
      return { type: "order_gone" };
    case "APPROVED": {
      const reason = mismatchOf(order, seen);
      return reason ? { type: "payment_refused", reason } : { type: "payer_approved" };
    }
    case "COMPLETED":
      return judgeCapture(order, seen, order.approvalStatus ? {} : { approvalStatus: "COMPLETED" });
  }
}

/**
 * Whether PayPal says that the order is done but does not show what was paid, or not so that we can read
 * it: money may have been taken. Usually PayPal shows the capture a moment later.
 */
export const isUntold = (order: Order, seen: PayPalOrder): boolean =>
  seen.status === "COMPLETED" && judgeCapture(order, seen) === null;

/**
 * What a COMPLETED order means: PayPal completes orders whose capture it declined or still holds,
 * so only the capture itself says whether there is money, and how much. `null` when it does not.
 */
export function judgeCapture(
  order: Order,
  seen: PayPalOrder,
  approval: { approvalStatus?: ApprovalStatus } = {},
): OrderEvent | null {
  const { capture } = seen;
  if (!capture) return null;
  const { id: captureId, currency, amount } = capture;
  if (capture.status === "DECLINED" || capture.status === "FAILED")
    return { type: "capture_declined", captureId, reason: "PayPal declined the payment." };
  if (amount === null) return null;
  const money = { captureId, currency, amount };
  // Held money is compared when it is there: until then it could not even be refunded.
  if (capture.status === "PENDING") {
    const { pendingReason } = capture;
    return { type: "capture_pending", money, pendingReason, ...approval };
  }
  const reason = mismatchOf(order, seen) ?? refundedText(capture.status);
  return reason
    ? { type: "capture_mismatched", money, reason }
    : { type: "capture_completed", money, ...approval };
}

const refundedText = (status: Capture["status"]): string | null =>
  status === "REFUNDED" ? "The payment was already refunded at PayPal." : null;

function mismatchOf(order: Order, seen: PayPalOrder): string | null {
  const capture = seen.capture;
  const currency = capture?.currency ?? seen.currency;
  const amount = capture ? capture.amount : seen.amount;
  const customId = capture?.customId ?? seen.customId;
  if (customId !== null && customId !== order.id) return "The payment belongs to another order.";
  if (
    seen.payeeMerchantId &&
    order.payeeMerchantId &&
    seen.payeeMerchantId !== order.payeeMerchantId
  )
    return "The payment went to another payee.";
  // An approved order without an amount in PayPal's answer is checked again on its capture.
  if (!capture && (amount === null || currency === null)) return null;
  if (currency === order.currency && amount === order.amount) return null;
  const due = formatMoney(order.amount, order.currency);
  return `The payment differs from the ${due.value} ${due.currency_code} due.`;
}
