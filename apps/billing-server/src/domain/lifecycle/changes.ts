import type { OrderState } from "@onekonsole/billing-contract";
import { withDispute, withoutDispute } from "../dispute.ts";
import type { OrderEvent } from "../order-event.ts";
import type { Order } from "../order.ts";
import { problemTexts } from "../problem-texts.ts";
import {
  approvalNeededChanges,
  completedChanges,
  conflictChanges,
  pendingChanges,
} from "./capture-changes.ts";
import { capturedColumns } from "./capture-columns.ts";
import { problemAfterDelivery } from "./problems.ts";
import {
  capturedReversed,
  clearReversal,
  returnedChanges,
  reversedChanges,
} from "./reversal-changes.ts";

interface Applied {
  readonly event: OrderEvent;
  /** The state after the event. */
  readonly state: OrderState;
  readonly now: Date;
}

/** The columns that an event sets, besides state and version. */
export const changes = (order: Order, { event, state, now }: Applied): Partial<Order> => ({
  ...clearReversal(order, event, state),
  ...eventChanges(order, event, now),
});

function eventChanges(order: Order, event: OrderEvent, now: Date): Partial<Order> {
  switch (event.type) {
    case "payer_approved":
      return {
        approvalStatus: "APPROVED",
        approvalTime: event.approvalTime ?? order.approvalTime,
        approvalRefusal: null,
        problem: null,
      };
    case "capture_completed":
      return completedChanges(order, event, now);
    case "duplicate_paid": {
      const { firstOrderId } = event;
      return {
        ...completedChanges(order, event, now),
        firstOrderId,
        problem: problemTexts.duplicate_payment_held,
      };
    }
    case "conflict_found":
      return conflictChanges(order, event);
    case "capture_pending":
      return pendingChanges(order, event);
    case "capture_mismatched":
      // No client received an approval of this order, so a mismatch keeps the approval status.
      return { ...capturedColumns(event.money), paidAt: now, problem: event.reason };
    case "capture_reversed":
      return capturedReversed(order, event, now);
    case "capture_declined":
      return { captureId: event.captureId, pendingReason: null, problem: event.reason };
    case "approval_needed":
      return approvalNeededChanges(order, event);
    case "delivered":
      return {
        webOrderId: event.webOrderId,
        delivery: "none",
        provisionedAt: now,
        problem: problemAfterDelivery(order),
      };
    case "delivery_refused":
      return { delivery: "none", problem: event.reason };
    case "purchase_refused":
      return { firstOrderId: event.firstOrderId, problem: problemTexts.duplicate_purchase_ended };
    case "payment_refused":
    case "capture_refused":
    case "gave_up":
    case "refund_failed":
    case "refund_requested":
      return { problem: event.reason };
    case "partly_refunded":
    case "fully_refunded":
      return { refundedAmount: event.total };
    case "paid_back_outside":
      return {
        refundedAmount: order.refundedAmount + event.amount,
        problem: problemTexts.refunded_outside_paypal,
      };
    case "refund_short":
      return { refundedAmount: event.total, problem: problemTexts.partly_refunded };
    case "payment_reversed":
      return reversedChanges(order, event);
    case "reversal_cancelled":
      return returnedChanges(order, event);
    case "dispute_opened":
      return { openDisputes: withDispute(order.openDisputes, event.disputeId) };
    case "dispute_closed":
      return { openDisputes: withoutDispute(order.openDisputes, event.disputeId) };
    case "capture_retried":
      return {
        captureAttempt: order.captureAttempt + 1,
        approvalRefusal: null,
        // The operator accepts this order although another has the same cluster name.
        firstOrderId: null,
        problem: null,
      };
    case "delivery_retried":
    case "settled_as_delivered":
      return { problem: null };
    case "order_gone":
      return order.state === "approved" ? { problem: problemTexts.approved_payment_missing } : {};
    case "approval_timed_out":
    case "closed":
      return {};
  }
}
