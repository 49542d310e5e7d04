import { orderStateMeaning, orderStates, type OrderState } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { sampleOrder } from "../testing/sample-order.ts";
import { type Job, jobOfState, type OrderEvent, transition } from "./transition.ts";

type EventType = OrderEvent["type"];
const now = new Date("2026-03-01T10:05:00Z");

const events: { readonly [Type in EventType]: OrderEvent & { type: Type } } = {
  payer_approved: { type: "payer_approved" },
  capture_completed: { type: "capture_completed", captureId: "C1" },
  capture_pending: { type: "capture_pending", captureId: "C1" },
  capture_declined: { type: "capture_declined", captureId: "C1", reason: "Declined." },
  capture_mismatched: { type: "capture_mismatched", captureId: "C1", reason: "Differs." },
  approval_needed: { type: "approval_needed", reason: "Again, please." },
  order_gone: { type: "order_gone" },
  delivered: { type: "delivered", webOrderId: 7 },
  delivery_refused: { type: "delivery_refused", reason: "Refused." },
  gave_up: { type: "gave_up", reason: "For hours." },
};

/** Every state against every event, spelled out; "-" where the event no longer applies. */
const expected: Record<OrderState, Record<EventType, OrderState | "-">> = {
  awaiting_approval: {
    payer_approved: "approved",
    capture_completed: "captured",
    capture_pending: "capture_pending",
    capture_declined: "capture_failed",
    capture_mismatched: "needs_attention",
    approval_needed: "-",
    order_gone: "expired",
    delivered: "-",
    delivery_refused: "-",
    gave_up: "-",
  },
  approved: {
    payer_approved: "-",
    capture_completed: "captured",
    capture_pending: "capture_pending",
    capture_declined: "capture_failed",
    capture_mismatched: "needs_attention",
    approval_needed: "awaiting_approval",
    order_gone: "expired",
    delivered: "-",
    delivery_refused: "-",
    gave_up: "needs_attention",
  },
  capture_pending: {
    payer_approved: "-",
    capture_completed: "captured",
    capture_pending: "-",
    capture_declined: "capture_failed",
    capture_mismatched: "needs_attention",
    approval_needed: "-",
    order_gone: "-",
    delivered: "-",
    delivery_refused: "-",
    gave_up: "-",
  },
  captured: {
    payer_approved: "-",
    capture_completed: "-",
    capture_pending: "-",
    capture_declined: "-",
    capture_mismatched: "-",
    approval_needed: "-",
    order_gone: "-",
    delivered: "provisioned",
    delivery_refused: "needs_attention",
    gave_up: "needs_attention",
  },
  provisioned: allRefused(),
  capture_failed: allRefused(),
  expired: allRefused(),
  needs_attention: allRefused(),
};

function allRefused(): Record<EventType, "-"> {
  const types = Object.keys(events) as EventType[];
  return Object.fromEntries(types.map((type) => [type, "-"])) as Record<EventType, "-">;
}

const jobs: Record<OrderState, Job | null> = {
  awaiting_approval: null,
  approved: "capture",
  capture_pending: null,
  captured: "deliver",
  provisioned: null,
  capture_failed: null,
  expired: null,
  needs_attention: null,
};

const changes: Record<EventType, object> = {
  payer_approved: { approvalStatus: "APPROVED", problem: null },
  capture_completed: { captureId: "C1", approvalStatus: null, paidAt: now, problem: null },
  capture_pending: { captureId: "C1", approvalStatus: null },
  capture_declined: { captureId: "C1", problem: "Declined." },
  capture_mismatched: { captureId: "C1", problem: "Differs." },
  approval_needed: { approvalStatus: null, captureAttempt: 2, problem: "Again, please." },
  order_gone: {},
  delivered: { webOrderId: 7, provisionedAt: now },
  delivery_refused: { problem: "Refused." },
  gave_up: { problem: "For hours." },
};

const cells = orderStates.flatMap((state) =>
  (Object.keys(events) as EventType[]).map((type) => [state, type, expected[state][type]] as const),
);

describe("transition", () => {
  test.each(cells)("%s + %s → %s", (state, type, next) => {
    const move = transition(sampleOrder({ state }), events[type], now);
    expect(move).toEqual(
      next === "-" ? null : { state: next, changes: changes[type], job: jobs[next] },
    );
  });

  test.each(orderStates)("%s is left by some event, or else is settled", (state) => {
    const leaves = Object.values(expected[state]).some((next) => next !== "-");
    expect(leaves).toBe(!orderStateMeaning[state].settled);
  });

  test.each(orderStates)("%s has the job it waits for", (state) => {
    expect(jobOfState[state]).toBe(jobs[state]);
  });

  test("remembers the first approval, whatever a later capture says", () => {
    const event = { ...events.capture_completed, approvalStatus: "COMPLETED" } as const;
    const first = transition(sampleOrder({ approvalStatus: "APPROVED" }), event, now);
    expect(first?.changes.approvalStatus).toBe("APPROVED");
  });

  test("learns of the approval from the capture when the browser captured", () => {
    const event = { ...events.capture_pending, approvalStatus: "COMPLETED" } as const;
    expect(transition(sampleOrder(), event, now)?.changes.approvalStatus).toBe("COMPLETED");
  });

  test("takes a new idempotency key each time the payer has to approve again", () => {
    const order = sampleOrder({ state: "approved", captureAttempt: 4 });
    expect(transition(order, events.approval_needed, now)?.changes.captureAttempt).toBe(5);
  });

  test("leaves the order it was given as it was", () => {
    const order = Object.freeze(sampleOrder({ state: "approved" }));
    for (const event of Object.values(events)) transition(order, event, now);
    expect(order).toEqual(sampleOrder({ state: "approved" }));
  });
});
