import type { OrderEvent } from "../order-event.ts";
import type { Order } from "../order.ts";
import { pendingText } from "../pending-reason.ts";
import { problemTexts } from "../problem-texts.ts";
import { approvalColumns, capturedColumns, latest } from "./capture-columns.ts";

type CaptureEvent<Type extends OrderEvent["type"]> = Extract<OrderEvent, { readonly type: Type }>;

export const completedChanges = (
  order: Order,
  event: CaptureEvent<"capture_completed" | "duplicate_paid">,
  now: Date,
): Partial<Order> => ({
  ...capturedColumns(event.money),
  ...approvalColumns(order, event),
  paidAt: now,
  firstOrderId: null,
  problem: null,
});

export function pendingChanges(
  order: Order,
  event: CaptureEvent<"capture_pending">,
): Partial<Order> {
  const { money, pendingReason = null } = event;
  return {
    captureId: money.captureId,
    pendingReason,
    ...approvalColumns(order, event),
    problem: pendingText(pendingReason),
  };
}

export const conflictChanges = (
  order: Order,
  event: CaptureEvent<"conflict_found">,
): Partial<Order> => ({
  conflictingId: event.paypalId,
  pendingReason: null,
  ...approvalColumns(order, event),
  problem: problemTexts.payment_of_two_orders,
});

/** PayPal may replay a stored error for a used key, so the next capture gets a new one. */
export const approvalNeededChanges = (
  order: Order,
  event: CaptureEvent<"approval_needed">,
): Partial<Order> => ({
  approvalStatus: null,
  approvalTime: latest(event.approvalTime ?? null, order.approvalTime),
  approvalRefusal: event.refusal,
  captureAttempt: order.captureAttempt + 1,
  problem: event.reason,
});
