import type { OrderState } from "@onekonsole/billing-contract";
import type { OrderEventType } from "../order-event.ts";

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

/** The effect of a capture at PayPal on an order that is not paid. */
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

/** The same after the order stopped waiting for a payment: a decline then changes nothing. */
const endedUnpaid: Row = { ...unpaid, capture_declined: null, payment_refused: null };

/** The events of captured money, for a paid order in any state. */
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
 * The state after each event, by the state before it. `null`: the event does not apply, and the caller
 * re-reads the order, which a concurrent change may have moved. An event that leads to the same state
 * is recorded without a change of state. Exceptions that depend on more than the state are in
 * `next-state.ts`; conditions on the order's money and deliveries are in `guards.ts`.
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
    // PayPal deletes orders that were not captured; an approved one may have been captured.
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
  // Money captured after the order ended is still recorded.
  capture_failed: endedUnpaid,
  expired: {
    ...endedUnpaid,
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
    // The delivery was in progress when the merchant refunded: the customer may have both.
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
    ...endedUnpaid,
    delivered: "needs_attention",
    payment_reversed: "needs_attention",
    reversal_cancelled: "needs_attention",
    dispute_opened: "closed",
    dispute_closed: "closed",
  },
};
