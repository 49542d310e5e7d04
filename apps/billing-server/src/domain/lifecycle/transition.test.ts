import { orderStateMeaning, orderStates, type OrderState } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import {
  capturedOrder,
  sampleMoney,
  provisionedOrder,
  sampleOrder,
} from "../../testing/sample-order.ts";
import { paypalRefund } from "../../testing/sample-refund.ts";
import type { Job } from "../job.ts";
import type { OrderEvent, OrderEventType } from "../order-event.ts";
import type { Order, PayPalOrderId } from "../order.ts";
import { problemTexts } from "../problem-texts.ts";
import { jobFor } from "../state-traits.ts";
import { transitionTable } from "./table.ts";
import { transition } from "./transition.ts";

const now = new Date("2026-03-01T10:05:00Z");
const money = sampleMoney(sampleOrder(), { captureId: "C1" });
const reason = "PayPal declined the payment.";
const reversal = paypalRefund({ kind: "reversal", amount: 3100n });
const firstOrderId = "FIRST" as PayPalOrderId;

const events: { readonly [Type in OrderEventType]: OrderEvent & { type: Type } } = {
  payer_approved: { type: "payer_approved" },
  capture_completed: { type: "capture_completed", money },
  capture_pending: { type: "capture_pending", money, pendingReason: "ECHECK" },
  capture_declined: { type: "capture_declined", captureId: "C1", reason },
  capture_mismatched: { type: "capture_mismatched", money, reason },
  capture_reversed: { type: "capture_reversed", money, refunds: [reversal], mismatch: null },
  payment_refused: { type: "payment_refused", reason },
  purchase_refused: { type: "purchase_refused", firstOrderId },
  capture_refused: { type: "capture_refused", reason },
  approval_needed: { type: "approval_needed", refusal: "declined", reason },
  order_gone: { type: "order_gone" },
  approval_timed_out: { type: "approval_timed_out" },
  duplicate_paid: { type: "duplicate_paid", money, firstOrderId },
  conflict_found: { type: "conflict_found", paypalId: "C2" },
  delivered: { type: "delivered", webOrderId: 7 },
  delivery_refused: { type: "delivery_refused", reason },
  refund_requested: { type: "refund_requested", amount: null, reason },
  partly_refunded: { type: "partly_refunded", total: 200n },
  refund_short: { type: "refund_short", total: 200n },
  fully_refunded: { type: "fully_refunded", total: 3100n },
  refund_failed: { type: "refund_failed", reason },
  payment_reversed: { type: "payment_reversed", total: 3100n },
  reversal_cancelled: {
    type: "reversal_cancelled",
    total: 0n,
    refunded: 0n,
    isRefundUnderWay: true,
  },
  dispute_opened: { type: "dispute_opened", disputeId: "PP-D-1" },
  dispute_closed: { type: "dispute_closed", disputeId: "PP-D-1" },
  capture_retried: { type: "capture_retried" },
  delivery_retried: { type: "delivery_retried" },
  settled_as_delivered: { type: "settled_as_delivered" },
  paid_back_outside: { type: "paid_back_outside", amount: 3100n },
  closed: { type: "closed" },
  gave_up: { type: "gave_up", reason },
};

const stateOfWord: Readonly<Record<string, OrderState>> = {
  waiting: "awaiting_approval",
  approved: "approved",
  pending: "capture_pending",
  captured: "captured",
  provisioned: "provisioned",
  failed: "capture_failed",
  expired: "expired",
  refunding: "refunding",
  refunded: "refunded",
  hands: "needs_attention",
  closed: "closed",
};

// Every state against every event; "-" if the event does not apply.
const spelledOut = `
                     waiting   approved  pending   captured    provisioned failed    expired   refunding refunded hands       closed
payer_approved       approved  -         -         -           -           -         approved  -         -        -           -
capture_completed    captured  captured  captured  -           -           captured  captured  -         -        captured    captured
capture_pending      pending   pending   pending   -           -           pending   pending   -         -        pending     pending
capture_declined     failed    failed    failed    -           -           -         -         -         -        failed      -
capture_mismatched   refunding refunding refunding -           -           refunding refunding -         -        refunding   refunding
capture_reversed     hands     hands     hands     -           -           hands     hands     -         -        hands       hands
payment_refused      failed    failed    failed    -           -           -         -         -         -        -           -
purchase_refused     expired   -         -         -           -           -         expired   -         -        -           -
capture_refused      -         hands     -         -           -           -         -         -         -        -           -
approval_needed      -         waiting   -         -           -           -         -         -         -        -           -
order_gone           expired   hands     -         -           -           -         -         -         -        -           -
approval_timed_out   expired   -         -         -           -           -         -         -         -        -           -
duplicate_paid       hands     hands     hands     -           -           hands     hands     -         -        hands       hands
conflict_found       hands     hands     hands     hands       hands       hands     hands     hands     hands    hands       hands
delivered            -         -         -         provisioned -           -         -         -         hands    provisioned hands
delivery_refused     -         -         -         refunding   -           -         -         -         -        -           -
refund_requested     -         -         -         refunding   provisioned -         -         refunding -        refunding   -
partly_refunded      -         -         -         captured    provisioned -         -         refunding -        hands       -
refund_short         -         -         -         -           -           -         -         hands     -        -           -
fully_refunded       -         -         -         refunded    refunded    -         -         refunded  -        refunded    -
refund_failed        -         -         -         -           hands       -         -         hands     -        hands       -
payment_reversed     -         -         -         hands       hands       -         -         hands     hands    hands       hands
reversal_cancelled   -         -         -         captured    provisioned -         -         refunding hands    hands       hands
dispute_opened       -         -         -         captured    provisioned -         -         refunding refunded hands       closed
dispute_closed       -         -         -         captured    provisioned -         -         refunding refunded hands       closed
capture_retried      -         -         -         -           -           -         -         -         -        approved    -
delivery_retried     -         -         -         -           -           -         -         -         -        captured    -
settled_as_delivered -         -         -         -           -           -         -         -         -        provisioned -
paid_back_outside    -         -         -         -           -           -         -         -         -        closed      -
closed               -         -         -         -           -           -         -         -         -        closed      -
gave_up              hands     hands     -         hands       -           -         hands     hands     hands    -           -
`;

type Cell = readonly [state: OrderState, type: OrderEventType, next: OrderState | null];

const splitWords = (line: string) => line.trim().split(/\s+/);

const cells: readonly Cell[] = (() => {
  const [heading = "", ...lines] = spelledOut.trim().split("\n");
  const states = splitWords(heading).map((word) => stateOfWord[word] as OrderState);
  return lines.flatMap((line) => {
    const [type, ...words] = splitWords(line);
    return states.map((state, column): Cell => [
      state,
      type as OrderEventType,
      stateOfWord[words[column] ?? ""] ?? null,
    ]);
  });
})();

const jobs: Readonly<Record<OrderState, Job | null>> = {
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

const paidColumns = {
  captureId: "C1",
  pendingReason: null,
  capturedCurrency: "EUR",
  capturedAmount: 3100n,
};

const changes: Readonly<Record<OrderEventType, object>> = {
  payer_approved: {
    approvalStatus: "APPROVED",
    approvalTime: null,
    approvalRefusal: null,
    problem: null,
  },
  capture_completed: {
    ...paidColumns,
    approvalStatus: null,
    paidAt: now,
    firstOrderId: null,
    problem: null,
  },
  capture_pending: {
    captureId: "C1",
    pendingReason: "ECHECK",
    approvalStatus: null,
    problem: expect.stringContaining("Your bank"),
  },
  capture_declined: { captureId: "C1", pendingReason: null, problem: reason },
  capture_mismatched: { ...paidColumns, paidAt: now, problem: reason },
  capture_reversed: {
    ...paidColumns,
    approvalStatus: null,
    paidAt: now,
    firstOrderId: null,
    refundedAmount: 0n,
    reversedAmount: 3100n,
    reversedFrom: "captured",
    problemBeforeReversal: null,
    problem: "The payment was taken back through PayPal.",
  },
  payment_refused: { problem: reason },
  purchase_refused: { firstOrderId, problem: expect.stringContaining("No money was taken") },
  capture_refused: { problem: reason },
  approval_needed: {
    approvalStatus: null,
    approvalTime: null,
    approvalRefusal: "declined",
    captureAttempt: 2,
    problem: reason,
  },
  order_gone: {},
  approval_timed_out: {},
  duplicate_paid: {
    ...paidColumns,
    approvalStatus: null,
    paidAt: now,
    firstOrderId,
    problem: expect.stringContaining("already paid"),
  },
  conflict_found: {
    conflictingId: "C2",
    pendingReason: null,
    approvalStatus: null,
    problem: expect.stringContaining("for two orders"),
  },
  delivered: { webOrderId: 7, delivery: "none", provisionedAt: now, problem: null },
  delivery_refused: { delivery: "none", problem: reason },
  refund_requested: { problem: reason },
  partly_refunded: { refundedAmount: 200n },
  refund_short: { refundedAmount: 200n, problem: expect.stringContaining("Part of") },
  fully_refunded: { refundedAmount: 3100n },
  refund_failed: { problem: reason },
  payment_reversed: {
    reversedAmount: 3100n,
    refundedAmount: 0n,
    problem: "The payment was taken back through PayPal.",
  },
  reversal_cancelled: {
    reversedAmount: 0n,
    refundedAmount: 0n,
    reversedFrom: null,
    problemBeforeReversal: null,
    problem: null,
  },
  dispute_opened: { openDisputes: ["PP-D-1"] },
  dispute_closed: { openDisputes: [] },
  capture_retried: { captureAttempt: 2, approvalRefusal: null, firstOrderId: null, problem: null },
  delivery_retried: { problem: null },
  settled_as_delivered: { problem: null },
  paid_back_outside: { refundedAmount: 3100n, problem: "Our team refunded you outside PayPal." },
  closed: {},
  gave_up: { problem: reason },
};

/** These need captured money; the capture events need that there is none. */
const needsMoney: ReadonlySet<OrderEventType> = new Set([
  "refund_requested",
  "delivery_retried",
  "paid_back_outside",
]);

function orderFor(state: OrderState, type: OrderEventType): Order {
  if (type === "reversal_cancelled") return capturedOrder({ state });
  if (type === "settled_as_delivered") return capturedOrder({ state, provisionedAt: now });
  return needsMoney.has(type)
    ? capturedOrder({ state, provisionedAt: null })
    : sampleOrder({ state });
}

const returnedText =
  "The reversal was cancelled, and we have your payment again. Our team will contact you about the next step.";

/** Some cells set a problem. */
function changesIn(state: OrderState, type: OrderEventType): object {
  if (type === "payment_reversed")
    return { ...changes[type], reversedFrom: state, problemBeforeReversal: null };
  if (type === "reversal_cancelled" && (state === "closed" || state === "refunded"))
    return { ...changes[type], problem: returnedText };
  if (state === "approved" && type === "order_gone")
    return {
      problem:
        "PayPal does not show the payment you approved. Our team is checking whether money was taken.",
    };
  return changes[type];
}

const queuedJob = (cell: Cell): Job | null => {
  const [state, type, next] = cell;
  if (type === "refund_requested") return "refund";
  return next === null || next === state ? null : jobs[next];
};

describe("transition", () => {
  test("matches the table for every state and every event", () => {
    expect(cells).toHaveLength(orderStates.length * Object.keys(events).length);
    const table = Object.entries(transitionTable).flatMap(([state, row]) =>
      Object.keys(row).map((type) => `${state} ${type}`),
    );
    expect(new Set(cells.map(([state, type]) => `${state} ${type}`))).toEqual(new Set(table));
  });

  test.each(cells)("%s + %s → %s", (state, type, next) => {
    const move = transition(orderFor(state, type), events[type], now);
    expect(move).toEqual(
      next && { state: next, changes: changesIn(state, type), job: queuedJob([state, type, next]) },
    );
  });

  test.each(orderStates)("%s queues its job", (state) => {
    expect(jobFor(state)).toBe(jobs[state]);
  });

  test.each(orderStates)("%s is either in progress or settled", (state) => {
    const byOthers = new Set([
      "payer_approved",
      "capture_completed",
      "delivered",
      "fully_refunded",
    ]);
    const goesOn = cells.some(
      ([from, type, next]) => from === state && byOthers.has(type) && next !== null,
    );
    const { settled } = orderStateMeaning[state];
    expect(settled ? jobFor(state) === null : goesOn).toBe(true);
  });

  test("keeps the first approval status, whatever a later capture shows", () => {
    const event = { ...events.capture_completed, approvalStatus: "COMPLETED" } as const;
    const first = transition(sampleOrder({ approvalStatus: "APPROVED" }), event, now);
    expect(first?.changes.approvalStatus).toBe("APPROVED");
  });

  test("takes the approval status from the capture if the browser captured", () => {
    const event = { ...events.capture_pending, approvalStatus: "COMPLETED" } as const;
    expect(transition(sampleOrder(), event, now)?.changes.approvalStatus).toBe("COMPLETED");
  });

  test("uses a new idempotency key for each new capture", () => {
    const approved = sampleOrder({ state: "approved", captureAttempt: 4 });
    expect(transition(approved, events.approval_needed, now)?.changes.captureAttempt).toBe(5);
    const held = sampleOrder({ state: "needs_attention", captureAttempt: 4 });
    expect(transition(held, events.capture_retried, now)?.changes.captureAttempt).toBe(5);
  });

  test.each<[string, string | null, string | null, boolean]>([
    ["the same reason", "ECHECK", "ECHECK", false],
    ["no reason after one", "ECHECK", null, false],
    ["still no reason", null, null, false],
    ["another reason", "ECHECK", "PENDING_REVIEW", true],
    ["a first reason", null, "UNILATERAL", true],
    ["an unlisted reason", "ECHECK", "SOMETHING_NEW", true],
  ])("records that a held payment is held for %s only once", (_, was, is, isNews) => {
    const held = sampleOrder({ state: "capture_pending", captureId: "C1", pendingReason: was });
    const move = transition(held, { type: "capture_pending", money, pendingReason: is }, now);
    expect(move?.changes.pendingReason).toBe(isNews ? is : undefined);
    expect(move === null).toBe(!isNews);
  });

  test.each<[OrderState, bigint, boolean]>([
    ["approved", 0n, true],
    ["capture_failed", 0n, true],
    ["needs_attention", 0n, false],
    ["closed", 0n, false],
    ["captured", 3100n, false],
    ["provisioned", 3100n, false],
  ])(
    "requests no second review of a conflict that was reviewed: %s with %i",
    (state, capturedAmount, isNews) => {
      const order = sampleOrder({ state, capturedAmount, conflictingId: "C2" });
      expect(transition(order, events.conflict_found, now) !== null).toBe(isNews);
      expect(transition(order, { type: "conflict_found", paypalId: "C3" }, now)).not.toBeNull();
    },
  );

  test("replaces a refund that turned out to be a reversal", () => {
    const booked = capturedOrder({ state: "refunded", refundedAmount: 3100n });
    const event = { type: "payment_reversed", total: 3100n, refunded: 0n } as const;
    expect(transition(booked, event, now)).toMatchObject({
      state: "needs_attention",
      changes: { reversedAmount: 3100n, refundedAmount: 0n },
    });
  });

  test("does not change its input", () => {
    const order = Object.freeze(sampleOrder({ state: "approved" }));
    for (const event of Object.values(events)) transition(order, event, now);
    expect(order).toEqual(sampleOrder({ state: "approved" }));
  });
});

describe("a cancelled reversal", () => {
  const reversed = { type: "payment_reversed", total: 3100n } as const;
  const returned = {
    type: "reversal_cancelled",
    total: 0n,
    refunded: 0n,
    isRefundUnderWay: false,
  } as const;
  const after = (order: Order, ...happened: readonly OrderEvent[]): Order =>
    happened.reduce((row, event) => {
      const move = transition(row, event, now);
      if (!move) throw new Error(`${event.type} does not apply to ${row.state}`);
      return { ...row, ...move.changes, state: move.state };
    }, order);

  test.each<[string, Order, OrderEvent[], Partial<Order>]>([
    [
      "delivered",
      provisionedOrder({ provisionedAt: now }),
      [],
      { state: "provisioned", problem: null },
    ],
    ["waiting for its delivery", capturedOrder(), [], { state: "captured", problem: null }],
    [
      "delivered since",
      capturedOrder(),
      [{ type: "delivered", webOrderId: 7 }],
      { state: "provisioned", problem: null },
    ],
    [
      "in manual review for another reason",
      capturedOrder({ state: "needs_attention", problem: "The payment belongs to another order." }),
      [],
      { state: "needs_attention", problem: "The payment belongs to another order." },
    ],
    [
      "in manual review for another reason since",
      provisionedOrder({ provisionedAt: now }),
      [{ type: "refund_failed", reason: "The refund failed." }],
      { state: "needs_attention", problem: "The refund failed." },
    ],
    [
      "closed since, and delivered",
      provisionedOrder({ provisionedAt: now }),
      [{ type: "closed" }],
      { state: "provisioned", problem: null },
    ],
    [
      "closed since, without a cluster",
      capturedOrder(),
      [{ type: "closed" }],
      { state: "needs_attention", problem: expect.stringContaining("we have your payment again") },
    ],
  ])("restores the order: %s", (_, order, meanwhile, row) => {
    const whole = { capturedAmount: 3100n, reversedAmount: 0n, reversedFrom: null };
    expect(after(order, reversed, ...meanwhile, returned)).toMatchObject({ ...whole, ...row });
  });

  test("of an order without an earlier state moves it to manual review, with a text about the money", () => {
    const held = { ...after(provisionedOrder(), reversed), reversedFrom: null };
    expect(after(held, returned)).toMatchObject({
      state: "needs_attention",
      problem: returnedText,
    });
  });

  test("of a payment that was first read as reversed continues as the payment alone would have", () => {
    const held = after(sampleOrder(), events.capture_reversed);
    expect(transition(held, returned, now)).toMatchObject({
      state: "captured",
      changes: { reversedAmount: 0n, reversedFrom: null, problem: null },
      job: "deliver",
    });
    const wrong = after(sampleOrder(), {
      ...events.capture_reversed,
      mismatch: "The payment differs from the amount due.",
    });
    const owed = {
      ...returned,
      isRefundUnderWay: true,
      owedRefund: problemTexts.payment_of_another_amount,
    };
    expect(transition(wrong, owed, now)).toMatchObject({
      state: "refunding",
      changes: { problem: "The payment differs from the amount due." },
      job: "refund",
    });
  });

  test("of a payment that was first recorded as refunded continues with the delivery", () => {
    const text = "The payment was already refunded at PayPal.";
    const refunded = capturedOrder({ state: "refunded", refundedAmount: 3100n, problem: text });
    const held = after(refunded, { ...reversed, refunded: 0n });
    expect(after(held, returned)).toMatchObject({ state: "captured", problem: null });
  });

  test("of a payment whose reversal was first reported as a refund continues with the delivery", () => {
    const refunded = after(capturedOrder(), events.fully_refunded);
    const held = after(refunded, { ...reversed, refunded: 0n });
    expect(after(held, returned)).toMatchObject({ state: "captured", problem: null });
  });

  test("of a refunded payment moves it to manual review, with a text about the money", () => {
    const refunded = capturedOrder({ state: "refunded", refundedAmount: 3000n });
    const held = after(refunded, { ...reversed, total: 100n, refunded: 3000n });
    expect(after(held, { ...returned, refunded: 3000n })).toMatchObject({
      state: "needs_attention",
      problem: returnedText,
    });
  });

  test("continues with the delivery", () => {
    const held = after(capturedOrder(), reversed);
    expect(transition(held, returned, now)).toMatchObject({ state: "captured", job: "deliver" });
  });

  test("continues with a refund in progress, or moves to manual review without one", () => {
    const refunding = capturedOrder({
      state: "refunding",
      problem: "The payment was received, but your cluster could not be ordered.",
    });
    const held = after(refunding, reversed);
    const underWay = { ...returned, isRefundUnderWay: true };
    expect(after(held, underWay)).toMatchObject({
      state: "refunding",
      problem: "The payment was received, but your cluster could not be ordered.",
    });
    expect(after(held, returned).state).toBe("needs_attention");
  });

  test("is held if the user has bought the cluster again", () => {
    const held = after(capturedOrder(), reversed);
    expect(after(held, { ...returned, isNameTaken: true })).toMatchObject({
      state: "needs_attention",
      problem: expect.stringContaining("already paid"),
    });
  });

  test.each<[Partial<Order>, OrderState]>([
    [{ state: "needs_attention", reversedAmount: 3100n }, "refunded"],
    [{ state: "refunded", refundedAmount: 3100n, reversedAmount: 3100n }, "refunded"],
    [{ state: "closed", reversedAmount: 3100n }, "closed"],
  ])("of a payment that was also refunded returns no money: %o becomes %s", (columns, state) => {
    const order = capturedOrder({ reversedFrom: "captured", ...columns });
    expect(after(order, { ...returned, refunded: 3100n })).toMatchObject({ state });
  });

  test("of a part stays in manual review, and can be completed or reversed again", () => {
    const order = provisionedOrder({ provisionedAt: now });
    const partly = after(order, reversed, { ...returned, total: 100n });
    expect(partly).toMatchObject({ state: "needs_attention", reversedAmount: 100n });
    expect(after(partly, returned)).toMatchObject({ state: "provisioned", problem: null });
    expect(after(partly, reversed, returned)).toMatchObject({ state: "provisioned" });
  });

  test("of one of two reversals stays in manual review until the other is cancelled", () => {
    const held = after(capturedOrder(), reversed, { ...reversed, total: 4100n });
    const partly = after(held, { ...returned, total: 3100n });
    expect(partly).toMatchObject({ state: "needs_attention", reversedFrom: "captured" });
    expect(after(partly, returned)).toMatchObject({ state: "captured", problem: null });
  });

  test("does not change an order that an operator retried", () => {
    const held = after(capturedOrder(), { ...reversed, total: 100n });
    const retried = after(held, { type: "delivery_retried" });
    expect(after(retried, returned)).toMatchObject({ state: "captured", reversedAmount: 0n });
    const lost = after(
      retried,
      {
        type: "gave_up",
        reason: "The payment was received, but the cluster could not be ordered for hours.",
      },
      returned,
    );
    expect(lost).toMatchObject({
      state: "needs_attention",
      problem: "The payment was received, but the cluster could not be ordered for hours.",
    });
  });
});

describe("a cluster that was ordered", () => {
  test.each<[string, Partial<Order>, OrderState]>([
    ["and is paid for", {}, "provisioned"],
    ["and of which a part was refunded", { refundedAmount: 3099n }, "provisioned"],
    ["whose payment was partly reversed", { reversedAmount: 1n }, "needs_attention"],
    ["whose payment was reversed", { reversedAmount: 3100n }, "needs_attention"],
    ["whose payment was refunded", { refundedAmount: 3100n }, "needs_attention"],
  ])("%s has the right final state", (_, columns, state) => {
    const held = capturedOrder({
      state: "needs_attention",
      problem: "The payment was taken back through PayPal.",
      ...columns,
    });
    const move = transition(held, events.delivered, now);
    expect(move).toMatchObject({ state, changes: { webOrderId: 7 } });
    expect(move?.changes.problem === null).toBe(state === "provisioned");
  });

  test("after an operator's retry despite the reversal is provisioned", () => {
    const retried = capturedOrder({ reversedAmount: 1n });
    const done = { state: "provisioned", changes: { problem: null } };
    expect(transition(retried, events.delivered, now)).toMatchObject(done);
  });

  test("after its payment was refunded moves to manual review", () => {
    const refunded = capturedOrder({ state: "refunded", refundedAmount: 3100n });
    expect(transition(refunded, events.delivered, now)).toMatchObject({
      state: "needs_attention",
      changes: { problem: expect.stringContaining("had been ordered already") },
    });
  });
});

describe("money", () => {
  const captures = [
    "capture_completed",
    "capture_pending",
    "capture_declined",
    "capture_mismatched",
    "duplicate_paid",
    "capture_retried",
  ] as const;

  test.each(captures.flatMap((type) => orderStates.map((state) => [state, type] as const)))(
    "that was captured is not captured again: %s + %s",
    (state, type) => {
      expect(transition(capturedOrder({ state }), events[type], now)).toBeNull();
    },
  );

  const refund = (amount: bigint | null) => ({ type: "refund_requested", amount, reason }) as const;

  test.each<[string, Partial<Order>, bigint | null, boolean]>([
    ["all of it", {}, null, true],
    ["all of it by its sum", {}, 3100n, true],
    ["a cent of it", {}, 1n, true],
    ["nothing of it", {}, 0n, false],
    ["less than nothing", {}, -1n, false],
    ["a cent more", {}, 3101n, false],
    ["what remains", { refundedAmount: 3000n }, 100n, true],
    ["a cent more than what remains", { refundedAmount: 3000n }, 101n, false],
    ["what a reversal left", { reversedAmount: 3000n }, 100n, true],
    ["more than a reversal left", { reversedAmount: 3000n }, 101n, false],
    [
      "what refund and reversal left",
      { refundedAmount: 2000n, reversedAmount: 1000n },
      101n,
      false,
    ],
    ["the rest after a full refund", { refundedAmount: 3100n }, null, false],
    ["money that was never captured", { capturedAmount: 0n }, null, false],
  ])("can be refunded up to what remains: %s", (_, columns, amount, given) => {
    for (const state of ["captured", "provisioned", "refunding", "needs_attention"] as const) {
      const move = transition(capturedOrder({ state, ...columns }), refund(amount), now);
      expect(move?.job ?? null, state).toBe(given ? "refund" : null);
    }
  });

  test.each(["open", "answered"] as const)(
    "is not refunded while its delivery may arrive (%s)",
    (delivery) => {
      const order = capturedOrder({ delivery, deliveryAttempt: 1 });
      expect(transition(order, refund(null), now)).toBeNull();
      // An operator's decision overrides that.
      const held = capturedOrder({ state: "needs_attention", delivery, deliveryAttempt: 1 });
      expect(transition(held, refund(null), now)?.state).toBe("refunding");
    },
  );

  test("is refunded without undoing the delivery", () => {
    const held = provisionedOrder({ state: "needs_attention", provisionedAt: now });
    expect(transition(held, refund(100n), now)).toMatchObject({
      state: "provisioned",
      job: "refund",
    });
  });

  test.each<[string, Partial<Order>, OrderState | null]>([
    ["that is captured", {}, "captured"],
    ["of which some remains", { refundedAmount: 3099n }, "captured"],
    ["that was refunded", { refundedAmount: 3100n }, null],
    ["that was reversed", { reversedAmount: 3100n }, null],
    ["that was never captured", { capturedAmount: 0n }, null],
  ])("%s allows or rejects a new delivery", (_, columns, state) => {
    const held = capturedOrder({ state: "needs_attention", ...columns });
    expect(transition(held, events.delivery_retried, now)?.state ?? null).toBe(state);
  });

  test.each<[string, Partial<Order>, boolean, boolean]>([
    ["nothing was captured", { capturedAmount: 0n, captureId: null }, true, false],
    ["everything was refunded", { refundedAmount: 3100n }, true, false],
    ["everything was reversed", { reversedAmount: 3100n }, true, false],
    ["a part remains of an undelivered order", { reversedAmount: 3000n }, false, false],
    [
      "a part remains of a delivered order",
      { reversedAmount: 3000n, provisionedAt: now },
      false,
      true,
    ],
    [
      "nothing remains of a delivered order",
      { reversedAmount: 3100n, provisionedAt: now },
      true,
      false,
    ],
  ])("is never left over after a close: %s", (_, columns, closes, settles) => {
    const held = capturedOrder({ state: "needs_attention", ...columns });
    expect(transition(held, events.closed, now)?.state).toBe(closes ? "closed" : undefined);
    const settled = transition(held, events.settled_as_delivered, now);
    expect(settled?.state).toBe(settles ? "provisioned" : undefined);
  });

  test.each<[string, Partial<Order>, bigint, boolean]>([
    ["all of it", {}, 3100n, true],
    ["what a refund left", { refundedAmount: 1000n }, 2100n, true],
    ["less than remains", {}, 3000n, false],
    ["more than remains", { reversedAmount: 1n }, 3100n, false],
    ["nothing", { refundedAmount: 3100n }, 0n, false],
    ["the price of a delivered cluster", { provisionedAt: now }, 3100n, false],
  ])("is refunded outside PayPal only as all that remains: %s", (_, columns, amount, done) => {
    const held = capturedOrder({ state: "needs_attention", ...columns });
    const move = transition(held, { type: "paid_back_outside", amount }, now);
    expect(move?.state).toBe(done ? "closed" : undefined);
  });

  test("never pays for a second cluster: a provisioned one is not ordered again", () => {
    const held = provisionedOrder({ state: "needs_attention", provisionedAt: now });
    expect(transition(held, events.delivery_retried, now)).toBeNull();
  });
});
