import type { OrderState } from "@onekonsole/billing-contract";
import { withDispute, withoutDispute } from "./dispute.ts";
import type { CapturedMoney, OrderEvent, OrderEventType } from "./order-event.ts";
import type { ApprovalStatus, Order } from "./order.ts";
import { pendingTextOf } from "./pending-reason.ts";
import { alreadyRefundedText } from "./problem-text.ts";
import { totalsOf } from "./refund.ts";

/** A job that the new state needs; queued in the transaction that writes the state. */
export type Job = "capture" | "deliver" | "refund";

/** The columns a transition changes, and the job it queues. */
export interface Transition {
  readonly state: OrderState;
  readonly changes: Partial<Order>;
  readonly job: Job | null;
}

type Row = Readonly<Record<OrderEventType, OrderState | null>>;

const never: Row = {
  payer_approved: null,
  capture_completed: null,
  capture_pending: null,
  capture_declined: null,
  capture_mismatched: null,
  capture_reversed: null,
  payment_refused: null,
  purchase_refused: null,
  capture_refused: null,
  approval_needed: null,
  order_gone: null,
  approval_timed_out: null,
  duplicate_paid: null,
  conflict_found: null,
  delivered: null,
  delivery_refused: null,
  refund_requested: null,
  partly_refunded: null,
  refund_short: null,
  fully_refunded: null,
  refund_failed: null,
  payment_reversed: null,
  reversal_cancelled: null,
  dispute_opened: null,
  dispute_closed: null,
  capture_retried: null,
  delivery_retried: null,
  settled_as_delivered: null,
  paid_back_outside: null,
  closed: null,
  gave_up: null,
};

/** What a capture at PayPal does to every order that has not been paid yet. */
const unpaid: Row = {
  ...never,
  capture_completed: "captured",
  capture_pending: "capture_pending",
  capture_declined: "capture_failed",
  capture_mismatched: "refunding",
  capture_reversed: "needs_attention",
  payment_refused: "capture_failed",
  duplicate_paid: "needs_attention",
  conflict_found: "needs_attention",
};

/** The same once nobody waits for a payment any more: that one is declined is no news then. */
const overUnpaid: Row = { ...unpaid, capture_declined: null, payment_refused: null };

/** What can happen to money we hold, whatever else the order is waiting for. */
const paid = (state: OrderState): Row => ({
  ...never,
  partly_refunded: state,
  fully_refunded: "refunded",
  payment_reversed: "needs_attention",
  reversal_cancelled: state,
  conflict_found: "needs_attention",
  dispute_opened: state,
  dispute_closed: state,
});

/**
 * Where each event leads from each state; `null` means that it no longer applies there, and the
 * caller re-reads the order: somebody else was faster. A state that leads to itself is recorded.
 */
export const transitionTable: Readonly<Record<OrderState, Row>> = {
  awaiting_approval: {
    ...unpaid,
    payer_approved: "approved",
    purchase_refused: "expired",
    order_gone: "expired",
    approval_timed_out: "expired",
    gave_up: "needs_attention",
  },
  approved: {
    ...unpaid,
    approval_needed: "awaiting_approval",
    // PayPal forgets orders nobody captured; of an approved one we can't be sure that nobody did.
    order_gone: "needs_attention",
    capture_refused: "needs_attention",
    gave_up: "needs_attention",
  },
  capture_pending: unpaid,
  captured: {
    ...paid("captured"),
    delivered: "provisioned",
    delivery_refused: "refunding",
    refund_requested: "refunding",
    gave_up: "needs_attention",
  },
  provisioned: {
    ...paid("provisioned"),
    refund_requested: "provisioned",
    refund_failed: "needs_attention",
  },
  // Money that turns up after all is never left behind.
  capture_failed: overUnpaid,
  expired: {
    ...overUnpaid,
    payer_approved: "approved",
    purchase_refused: "expired",
    gave_up: "needs_attention",
  },
  refunding: {
    ...paid("refunding"),
    refund_requested: "refunding",
    refund_short: "needs_attention",
    refund_failed: "needs_attention",
    gave_up: "needs_attention",
  },
  refunded: {
    ...never,
    // A delivery that was under way when the merchant refunded by hand: the customer has both, or may.
    delivered: "needs_attention",
    gave_up: "needs_attention",
    payment_reversed: "needs_attention",
    reversal_cancelled: "needs_attention",
    conflict_found: "needs_attention",
    dispute_opened: "refunded",
    dispute_closed: "refunded",
  },
  needs_attention: {
    ...paid("needs_attention"),
    capture_completed: "captured",
    capture_pending: "capture_pending",
    capture_declined: "capture_failed",
    capture_mismatched: "refunding",
    capture_reversed: "needs_attention",
    duplicate_paid: "needs_attention",
    delivered: "provisioned",
    refund_requested: "refunding",
    refund_failed: "needs_attention",
    capture_retried: "approved",
    delivery_retried: "captured",
    settled_as_delivered: "provisioned",
    paid_back_outside: "closed",
    closed: "closed",
  },
  closed: {
    ...overUnpaid,
    delivered: "needs_attention",
    payment_reversed: "needs_attention",
    reversal_cancelled: "needs_attention",
    dispute_opened: "closed",
    dispute_closed: "closed",
  },
};

/** The job each state is waiting for; a state with a job is never left without one queued. */
export const jobOfState: Readonly<Record<OrderState, Job | null>> = {
  awaiting_approval: null,
  approved: "capture",
  capture_pending: null,
  captured: "deliver",
  provisioned: null,
  capture_failed: null,
  expired: null,
  refunding: "refund",
  refunded: null,
  needs_attention: null,
  closed: null,
};

/** Pure: what an event does to an order at a moment; `null` when it no longer applies. */
export function transition(order: Order, event: OrderEvent, now: Date): Transition | null {
  const state = stateAfter(order, event);
  if (state === null || !applies(order, event)) return null;
  const changes = { ...leftBehind(order, event, state), ...changesOf(order, event, now) };
  return { state, changes, job: jobAfter(order, event, state) };
}

/** An operator's decision, or another trouble, about an order whose money was taken back is the newer one. */
function leftBehind(order: Order, event: OrderEvent, state: OrderState): Partial<Order> {
  if (order.reversedFrom === null || event.type === "payment_reversed") return {};
  if (state !== "needs_attention") return { reversedFrom: null, problemBeforeReversal: null };
  return event.type === "refund_failed"
    ? { reversedFrom: "needs_attention", problemBeforeReversal: event.reason }
    : {};
}

/** Whether an event leads anywhere from where the order stands. */
export const isApplicable = (order: Order, event: OrderEvent): boolean =>
  stateAfter(order, event) !== null && applies(order, event);

function stateAfter(order: Order, event: OrderEvent): OrderState | null {
  const state = transitionTable[order.state][event.type];
  if (state !== null && event.type === "reversal_cancelled")
    return stateAfterReversal(order, event, state);
  // What was delivered stays so, whatever a person gives back of its money.
  if (state === "refunding" && event.type === "refund_requested" && order.provisionedAt)
    return "provisioned";
  const isOwed = isGivenBack(order) || isHeldReversed(order);
  // A cluster whose money is gone again is a person's, not a customer's.
  return state === "provisioned" && event.type === "delivered" && isOwed
    ? "needs_attention"
    : state;
}

type ReversalCancelled = Extract<OrderEvent, { readonly type: "reversal_cancelled" }>;

/**
 * With its money back an order is what it was: delivered, or waiting for that, or for a refund. What had
 * another trouble before, or went on meanwhile without a cluster, is an operator's to decide.
 */
function stateAfterReversal(order: Order, event: ReversalCancelled, usual: OrderState): OrderState {
  // The books were behind: as much has gone back by a refund since.
  if (event.total + event.refunded >= order.capturedAmount)
    return order.state === "closed" ? "closed" : "refunded";
  if (order.state === "refunding" && !event.isRefundUnderWay) return "needs_attention";
  if (usual !== "needs_attention" || event.total > 0n) return usual;
  const from = order.state === "needs_attention" ? order.reversedFrom : order.state;
  if (from === "refunding" && event.isRefundUnderWay) return "refunding";
  const hadOwnTrouble = from === null || from === "needs_attention";
  if (order.provisionedAt && !hadOwnTrouble) return "provisioned";
  return from === "captured" && !event.isNameTaken ? "captured" : "needs_attention";
}

/** A person has it because of money that was taken back, and keeps it whatever arrives. */
const isHeldReversed = ({ state, reversedAmount }: Order): boolean =>
  state === "needs_attention" && reversedAmount > 0n;

/** What the table can't know: whether there is money, and whether it is spoken for. */
function applies(order: Order, event: OrderEvent): boolean {
  switch (event.type) {
    case "payer_approved":
    case "purchase_refused":
      // An order that ended for another one is never captured, whatever becomes of that one.
      return order.duplicateOf === null;
    case "capture_pending":
      return order.capturedAmount === 0n && isNewlyHeld(order, event);
    case "capture_completed":
    case "capture_mismatched":
    case "capture_reversed":
    case "capture_declined":
    case "duplicate_paid":
    case "capture_retried":
      // One order is paid once; a second capture can't exist, a second report of it can.
      return order.capturedAmount === 0n;
    case "conflict_found":
      // Each look finds it again: a person who has dealt with it is not asked twice.
      return order.conflictingId !== event.paypalId || isAwaitingPayment(order);
    case "refund_requested":
      return isRefundable(order, event.amount);
    case "delivery_retried":
      // A cluster that was handed over is not handed over again, whatever became of its money.
      return order.provisionedAt === null && remainingOf(order) > 0n;
    case "settled_as_delivered":
      return order.provisionedAt !== null && remainingOf(order) > 0n;
    case "paid_back_outside":
      return (
        order.provisionedAt === null && event.amount > 0n && event.amount === remainingOf(order)
      );
    case "closed":
      return remainingOf(order) <= 0n;
    default:
      return true;
  }
}

/** Each look finds a held payment held, so that only another reason is worth a step. One left out says nothing. */
const isNewlyHeld = (order: Order, { pendingReason = null }: CapturePending): boolean =>
  order.state !== "capture_pending" ||
  (pendingReason !== null && pendingReason !== order.pendingReason);

const isAwaitingPayment = ({ state, capturedAmount }: Order): boolean =>
  capturedAmount === 0n && state !== "needs_attention" && state !== "closed";

type CapturePending = Extract<OrderEvent, { readonly type: "capture_pending" }>;

/** What is left of the captured money, in minor units. */
export const remainingOf = ({ capturedAmount, refundedAmount, reversedAmount }: Order): bigint =>
  capturedAmount - refundedAmount - reversedAmount;

/** Whether there was money and none is left. */
export const isGivenBack = (order: Order): boolean =>
  order.capturedAmount > 0n && remainingOf(order) <= 0n;

function isRefundable(order: Order, amount: bigint | null): boolean {
  const remaining = remainingOf(order);
  // Never refund what may be on its way to being provisioned: that is a person's decision.
  const mayArrive = order.state === "captured" && order.delivery !== "none";
  return !mayArrive && remaining > 0n && (amount === null || (amount > 0n && amount <= remaining));
}

function jobAfter(order: Order, event: OrderEvent, state: OrderState): Job | null {
  if (event.type === "refund_requested") return "refund";
  // Recorded without moving: the job the state waits for is queued already.
  return state === order.state ? null : jobOfState[state];
}

function changesOf(order: Order, event: OrderEvent, now: Date): Partial<Order> {
  switch (event.type) {
    case "payer_approved":
      return {
        approvalStatus: "APPROVED",
        approvalTime: event.approvalTime ?? order.approvalTime,
        approvalRefusal: null,
        problem: null,
      };
    case "capture_completed":
      return {
        ...moneySeen(event.money),
        ...approvalSeen(order, event),
        paidAt: now,
        duplicateOf: null,
        problem: null,
      };
    case "duplicate_paid":
      return {
        ...moneySeen(event.money),
        ...approvalSeen(order, event),
        paidAt: now,
        duplicateOf: event.duplicateOf,
        problem: duplicateText,
      };
    case "conflict_found":
      return {
        conflictingId: event.paypalId,
        pendingReason: null,
        ...approvalSeen(order, event),
        problem: conflictText,
      };
    case "capture_pending": {
      const { money, pendingReason = null } = event;
      return {
        captureId: money.captureId,
        pendingReason,
        ...approvalSeen(order, event),
        problem: pendingTextOf(pendingReason),
      };
    }
    case "capture_mismatched":
      // Nobody was told that this order was approved, so a mismatch leaves the status as it is.
      return { ...moneySeen(event.money), paidAt: now, problem: event.reason };
    case "capture_reversed": {
      const { refunded, reversed } = totalsOf(event.refunds);
      return {
        ...moneySeen(event.money),
        ...approvalSeen(order, event),
        paidAt: now,
        duplicateOf: null,
        refundedAmount: refunded,
        reversedAmount: reversed,
        // Where the payment alone would have led.
        reversedFrom: event.mismatch === null ? "captured" : "refunding",
        problemBeforeReversal: event.mismatch,
        problem: reversedText,
      };
    }
    case "capture_declined":
      return { captureId: event.captureId, pendingReason: null, problem: event.reason };
    case "approval_needed":
      // PayPal may replay a stored error for a used key, so the next capture gets a new one.
      return {
        approvalStatus: null,
        approvalTime: later(event.approvalTime ?? null, order.approvalTime),
        approvalRefusal: event.refusal,
        captureAttempt: order.captureAttempt + 1,
        problem: event.reason,
      };
    case "delivered":
      return {
        webOrderId: event.webOrderId,
        delivery: "none",
        provisionedAt: now,
        problem: problemOfDelivered(order),
      };
    case "delivery_refused":
      return { delivery: "none", problem: event.reason };
    case "purchase_refused":
      return { duplicateOf: event.duplicateOf, problem: refusedPurchaseText };
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
      return { refundedAmount: order.refundedAmount + event.amount, problem: paidBackText };
    case "refund_short":
      return { refundedAmount: event.total, problem: shortText };
    case "payment_reversed":
      return {
        reversedAmount: event.total,
        refundedAmount: event.refunded ?? order.refundedAmount,
        ...(order.reversedFrom === null ? beforeReversal(order) : {}),
        problem: reversedText,
      };
    case "reversal_cancelled":
      return {
        reversedAmount: event.total,
        refundedAmount: event.refunded,
        ...(event.total > 0n
          ? {}
          : {
              reversedFrom: null,
              problemBeforeReversal: null,
              problem: problemOfReturned(order, event),
            }),
      };
    case "dispute_opened":
      return { openDisputes: withDispute(order.openDisputes, event.disputeId) };
    case "dispute_closed":
      return { openDisputes: withoutDispute(order.openDisputes, event.disputeId) };
    case "capture_retried":
      return {
        captureAttempt: order.captureAttempt + 1,
        approvalRefusal: null,
        // An operator decided for this order too.
        duplicateOf: null,
        problem: null,
      };
    case "delivery_retried":
    case "settled_as_delivered":
      return { problem: null };
    case "order_gone":
      return order.state === "approved" ? { problem: goneText } : {};
    case "approval_timed_out":
    case "closed":
      return {};
  }
}

/**
 * What an order is again once its money is back. A payment that was first shown as given back, by a reversal
 * that PayPal did not yet call one, was refunded by no one.
 */
function beforeReversal({
  state,
  problem,
}: Order): Pick<Order, "reversedFrom" | "problemBeforeReversal"> {
  return state === "refunded" && problem === alreadyRefundedText
    ? { reversedFrom: "captured", problemBeforeReversal: null }
    : { reversedFrom: state, problemBeforeReversal: problem };
}

/** What is still wrong once the money is back. */
function problemOfReturned(order: Order, event: ReversalCancelled): string | null {
  if (event.isNameTaken) return duplicateText;
  if (order.reversedFrom !== null) return order.problemBeforeReversal;
  const isDecided = stateAfter(order, event) !== "needs_attention";
  if (isDecided)
    return order.state === "closed" || order.state === "refunded" ? null : order.problem;
  // An earlier release did not note what the order was before, and left the text of the reversal.
  const isElse = order.state === "needs_attention" && order.problem !== reversedText;
  return isElse ? order.problem : returnedText;
}

function problemOfDelivered(order: Order): string | null {
  if (isGivenBack(order)) return deliveredUnpaidText;
  return isHeldReversed(order) ? order.problem : null;
}

const duplicateText =
  "You had already paid for a cluster of this name. This second payment is held until our team has asked you.";
const refusedPurchaseText =
  "You have another order for a cluster of this name that is paid or being paid, so this order has ended. No money was taken for it.";
const paidBackText = "Our team paid you back outside PayPal.";
const conflictText =
  "PayPal's report about your payment contradicts another order. Our team is checking it; please do not pay again.";
const deliveredUnpaidText =
  "The payment was given back, but your cluster had been ordered already.";
const shortText = "Part of the payment was refunded; our team decides about the rest with you.";
const goneText = "PayPal no longer shows the payment you approved.";
const returnedText =
  "The payment that had gone back is with us again; our team decides with you what happens next.";
const reversedText = "The payment was taken back through PayPal.";

const moneySeen = ({ captureId, currency, amount }: CapturedMoney): Partial<Order> => ({
  captureId,
  pendingReason: null,
  capturedCurrency: currency,
  capturedAmount: amount,
});

const later = (one: Date | null, other: Date | null): Date | null =>
  one && other && other > one ? other : (one ?? other);

const approvalSeen = (
  order: Order,
  { approvalStatus }: { readonly approvalStatus?: ApprovalStatus | undefined },
): Partial<Order> => ({ approvalStatus: order.approvalStatus ?? approvalStatus ?? null });
