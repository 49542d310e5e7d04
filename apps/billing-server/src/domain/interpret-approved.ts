import { mismatchOf, payeeOf } from "./interpret-capture.ts";
import type { Interpretation, PayPalRead } from "./interpretation.ts";
import type { Order } from "./order.ts";
import type { PayPalOrder } from "./paypal-order.ts";
import { interpretIncomplete, notYetOrExpired } from "./undecided.ts";

export function interpretApproved(
  order: Order,
  shown: PayPalOrder,
  read: PayPalRead,
): Interpretation {
  // A capture beside an approval was declined: what the next one takes is the order's own amount.
  const reason = mismatchOf(order, { ...shown, capture: null });
  if (reason) return { kind: "event", event: { type: "payment_refused", reason } };
  // A capture would go to a payee that is not known to be ours, and only that payee could refund it.
  if (payeeOf(order, shown) === "not_shown")
    return interpretIncomplete(order, { at: read.at, issue: "PAYEE_MISSING" });
  if (!isNewApproval(order, shown, read))
    return notYetOrExpired(order, { at: read.at, why: "approval_used" });
  // Without a time of its own the approval is no later than the response that shows it.
  const { answer, approvalEvent } = read;
  const answeredAt = answer.ok ? answer.answeredAt : undefined;
  const approvalTime = shown.updateTime ?? approvalEvent?.updateTime ?? answeredAt ?? null;
  return { kind: "event", event: { type: "payer_approved", approvalTime } };
}

/**
 * After a refused capture PayPal goes on showing the order as APPROVED, so the status proves nothing. A
 * payer who approves again moves the order's `update_time`, and PayPal sends an event with a new id.
 */
function isNewApproval(order: Order, shown: PayPalOrder, read: PayPalRead): boolean {
  if (order.approvalRefusal === null) return true;
  const used = order.approvalTime;
  const isLater = (time: Date | null): boolean => time !== null && (used === null || time > used);
  if (isLater(shown.updateTime)) return true;
  const { approvalEvent } = read;
  if (!approvalEvent) return false;
  // An event without a time may be that of the used approval, arriving late; the order's own time then decides.
  return approvalEvent.updateTime === null
    ? shown.updateTime === null
    : isLater(approvalEvent.updateTime);
}
