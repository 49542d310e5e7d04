import { findMismatch, comparePayee } from "./interpret-capture.ts";
import type { Interpretation, PayPalRead } from "./interpretation.ts";
import type { Order } from "./order.ts";
import type { PayPalOrder } from "./paypal-order.ts";
import { interpretIncomplete, notYetOrExpired } from "./undecided.ts";

export function interpretApproved(
  order: Order,
  shown: PayPalOrder,
  read: PayPalRead,
): Interpretation {
  // A declined capture next to an approval: the next capture takes the order's own amount.
  const reason = findMismatch(order, { ...shown, capture: null });
  if (reason) return { kind: "event", event: { type: "payment_refused", reason } };
  // A capture would pay a payee that may not be ours, and only that payee could refund it.
  if (comparePayee(order, shown) === "not_shown")
    return interpretIncomplete(order, { at: read.at, issue: "PAYEE_MISSING" });
  if (!isNewApproval(order, shown, read))
    return notYetOrExpired(order, { at: read.at, why: "approval_used" });
  // An approval without a time is no later than the response that shows it.
  const { answer, approvalEvent } = read;
  const answeredAt = answer.ok ? answer.answeredAt : undefined;
  const approvalTime = shown.updateTime ?? approvalEvent?.updateTime ?? answeredAt ?? null;
  return { kind: "event", event: { type: "payer_approved", approvalTime } };
}

/**
 * Whether the payer approved again after a rejected capture. PayPal still shows the order as
 * APPROVED then, so the status proves nothing. A new approval changes the order's `update_time`,
 * and PayPal sends an event with a new id.
 */
function isNewApproval(order: Order, shown: PayPalOrder, read: PayPalRead): boolean {
  if (order.approvalRefusal === null) return true;
  const used = order.approvalTime;
  const isLater = (time: Date | null): boolean => time !== null && (used === null || time > used);
  if (isLater(shown.updateTime)) return true;
  const { approvalEvent } = read;
  if (!approvalEvent) return false;
  // An event without a time may be the late event of the used approval; the order's own time
  // decides.
  return approvalEvent.updateTime === null
    ? shown.updateTime === null
    : isLater(approvalEvent.updateTime);
}
