import type { OrderState } from "@onekonsole/billing-contract";
import type { ApprovalStatus, Order } from "./order.ts";

/** What can happen to an order. Facts from PayPal and web-order only, never a browser's word. */
export type OrderEvent =
  | { readonly type: "payer_approved" }
  | {
      readonly type: "capture_completed" | "capture_pending" | "capture_mismatched";
      readonly captureId: string | null;
      /** Set when the browser captured, which is also how we learned of the approval. */
      readonly approvalStatus?: ApprovalStatus;
      readonly reason?: string;
    }
  | {
      readonly type: "capture_declined";
      readonly captureId: string | null;
      readonly reason: string;
    }
  | { readonly type: "approval_needed"; readonly reason: string }
  | { readonly type: "order_gone" }
  | { readonly type: "delivered"; readonly webOrderId: number | null }
  | { readonly type: "delivery_refused" | "gave_up"; readonly reason: string };

type EventType = OrderEvent["type"];

/** A job that the new state needs; queued in the transaction that writes the state. */
export type Job = "capture" | "deliver";

/** The columns a transition changes, and the job it queues. */
export interface Transition {
  readonly state: OrderState;
  readonly changes: Partial<Order>;
  readonly job: Job | null;
}

const never: Record<EventType, null> = {
  payer_approved: null,
  capture_completed: null,
  capture_pending: null,
  capture_declined: null,
  capture_mismatched: null,
  approval_needed: null,
  order_gone: null,
  delivered: null,
  delivery_refused: null,
  gave_up: null,
};

const captureOutcomes = {
  capture_completed: "captured",
  capture_pending: "capture_pending",
  capture_declined: "capture_failed",
  capture_mismatched: "needs_attention",
} as const;

/**
 * Where each event leads from each state; `null` means that it no longer applies there, and the
 * caller re-reads the order: somebody else was faster.
 */
const transitionTable: Readonly<
  Record<OrderState, Readonly<Record<EventType, OrderState | null>>>
> = {
  awaiting_approval: {
    ...never,
    ...captureOutcomes,
    payer_approved: "approved",
    order_gone: "expired",
  },
  approved: {
    ...never,
    ...captureOutcomes,
    approval_needed: "awaiting_approval",
    order_gone: "expired",
    gave_up: "needs_attention",
  },
  capture_pending: { ...never, ...captureOutcomes, capture_pending: null },
  captured: {
    ...never,
    delivered: "provisioned",
    delivery_refused: "needs_attention",
    gave_up: "needs_attention",
  },
  provisioned: never,
  capture_failed: never,
  expired: never,
  needs_attention: never,
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
  needs_attention: null,
};

/** Pure: what an event does to an order at a moment; `null` when it no longer applies. */
export function transition(order: Order, event: OrderEvent, now: Date): Transition | null {
  const state = transitionTable[order.state][event.type];
  if (state === null) return null;
  return { state, changes: changesOf(order, event, now), job: jobOfState[state] };
}

function changesOf(order: Order, event: OrderEvent, now: Date): Partial<Order> {
  switch (event.type) {
    case "payer_approved":
      return { approvalStatus: "APPROVED", problem: null };
    case "capture_completed":
      return { ...captureSeen(order, event), paidAt: now, problem: null };
    case "capture_pending":
      return captureSeen(order, event);
    case "capture_mismatched":
      // Nobody was told that this order was approved, so a mismatch leaves the status as it is.
      return { captureId: event.captureId, problem: event.reason ?? null };
    case "capture_declined":
      return { captureId: event.captureId, problem: event.reason };
    case "approval_needed":
      // PayPal may replay a stored error for a used key, so the next capture gets a new one.
      return {
        approvalStatus: null,
        captureAttempt: order.captureAttempt + 1,
        problem: event.reason,
      };
    case "order_gone":
      return {};
    case "delivered":
      return { webOrderId: event.webOrderId, provisionedAt: now };
    case "delivery_refused":
    case "gave_up":
      return { problem: event.reason };
  }
}

function captureSeen(
  order: Order,
  event: { captureId: string | null; approvalStatus?: ApprovalStatus },
): Partial<Order> {
  return {
    captureId: event.captureId,
    approvalStatus: order.approvalStatus ?? event.approvalStatus ?? null,
  };
}
