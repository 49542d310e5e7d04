import { describe, expect, test } from "vitest";
import {
  completedAtPayPal,
  sampleMoney,
  sampleOrder,
  orderAtPayPal,
} from "../testing/sample-order.ts";
import { paypalRefund } from "../testing/sample-refund.ts";
import { interpretPayPalOrder } from "./interpret-paypal-order.ts";
import type { OrderEvent } from "./order-event.ts";
import type { Order } from "./order.ts";
import type { Capture, PayPalOrder } from "./paypal-order.ts";
import type { PayPalFailure } from "./paypal-result.ts";
import type { PayPalRefund } from "./refund.ts";

const order = sampleOrder();
const captureId = "2GG279541U471931P";
const money = sampleMoney(order);
const differs = "The payment differs from the amount due.";
const otherOrder = "The payment belongs to another order.";
const otherPayee = "The payment went to another payee.";
const minuteMs = 60_000;
const early = new Date(order.createdAt.getTime() + minuteMs);
const late = new Date(order.approveBefore.getTime() + 1);
const muchLater = new Date(order.approveBefore.getTime() + 60 * minuteMs + 1);

type ReadOptions = Partial<Parameters<typeof interpretPayPalOrder>[1]>;

/** The event that an interpretation causes, or why there is none. */
function read(stored: Order, shown: PayPalOrder, options: ReadOptions = {}): OrderEvent | string {
  const answer = { ok: true, value: shown, debugId: "debug-1" } as const;
  const reading = interpretPayPalOrder(stored, { answer, at: early, ...options });
  if (reading.kind === "event") return reading.event;
  return reading.kind === "not_yet" ? reading.why : reading.kind;
}

const readFailure = (stored: Order, kind: PayPalFailure["kind"], at: Date) =>
  interpretPayPalOrder(stored, { answer: { ok: false, failure: { kind, issue: "ISSUE" } }, at });

describe("an order at PayPal", () => {
  test.each(["CREATED", "SAVED", "PAYER_ACTION_REQUIRED"] as const)(
    "that is %s decides nothing yet",
    (status) => {
      expect(read(order, orderAtPayPal(order, { status }))).toBe("not_approved");
      expect(read(order, orderAtPayPal(order, { status }), { at: late })).toEqual({
        type: "approval_timed_out",
      });
    },
  );

  test("that is VOIDED is gone", () => {
    const seen = orderAtPayPal(order, { status: "VOIDED" });
    expect(read(order, seen)).toEqual({ type: "order_gone" });
  });

  test("that is APPROVED is an approval, even after the deadline", () => {
    const updateTime = new Date("2026-03-01T10:03:21Z");
    const approved = { type: "payer_approved", approvalTime: updateTime };
    expect(read(order, orderAtPayPal(order, { updateTime }))).toEqual(approved);
    expect(read(order, orderAtPayPal(order, { updateTime }), { at: muchLater })).toEqual(approved);
  });

  test.each<[string, Partial<PayPalOrder>, string]>([
    ["a cent too little", { amount: 3099n }, differs],
    ["a cent too much", { amount: 3101n }, differs],
    ["another currency", { currency: "USD" }, differs],
    ["another order's id", { customId: "another" }, otherOrder],
    ["an empty id", { customId: "" }, otherOrder],
    ["another payee", { payeeMerchantId: "THIEF000000001" }, otherPayee],
    [
      "only another payee's e-mail address",
      { payeeMerchantId: null, payeeEmail: "thief@example.org" },
      otherPayee,
    ],
    ["another payee's e-mail address with our id", { payeeEmail: "thief@example.org" }, otherPayee],
  ])("that is APPROVED with %s is rejected before any money is taken", (_, changes, reason) => {
    expect(read(order, orderAtPayPal(order, changes))).toEqual({
      type: "payment_refused",
      reason,
    });
  });

  test.each<[string, Partial<PayPalOrder>]>([
    ["amount", { amount: null }],
    ["currency", { currency: null }],
    ["id of ours", { customId: null }],
    ["payee's id", { payeeMerchantId: null }],
    ["payee's address", { payeeEmail: null }],
  ])("that is APPROVED without %s is compared when it is captured", (_, changes) => {
    expect(read(order, orderAtPayPal(order, changes))).toMatchObject({ type: "payer_approved" });
  });

  test("that is APPROVED without any payee is not captured, and expires long after its deadline", () => {
    const shown = orderAtPayPal(order, { payeeMerchantId: null, payeeEmail: null });
    expect(read(order, shown)).toBe("unreadable");
    expect(read(order, shown, { at: muchLater })).toEqual({ type: "approval_timed_out" });
  });

  test("matches any payee if the order has none", () => {
    const unknown = sampleOrder({ payeeMerchantId: null, payeeEmail: null });
    for (const payeeMerchantId of ["SHOP0000000001", null]) {
      const shown = orderAtPayPal(unknown, { payeeMerchantId });
      expect(read(unknown, shown)).toMatchObject({ type: "payer_approved" });
    }
  });

  test("matches our payee's e-mail address case-insensitively", () => {
    const shown = orderAtPayPal(order, { payeeMerchantId: null, payeeEmail: "Shop@Example.org" });
    expect(read(order, shown)).toMatchObject({ type: "payer_approved" });
  });

  test("that is COMPLETED without its capture decides nothing yet, and moves to manual review long after the deadline", () => {
    const shown = orderAtPayPal(order, { status: "COMPLETED" });
    for (const at of [early, late]) expect(read(order, shown, { at })).toBe("payment_not_shown");
    for (const state of ["awaiting_approval", "expired"] as const)
      expect(read({ ...order, state }, shown, { at: muchLater })).toMatchObject({
        type: "gave_up",
      });
  });

  test("without a status and a payment decides nothing, and expires long after its deadline", () => {
    const shown = orderAtPayPal(order, { status: null });
    for (const at of [early, late]) expect(read(order, shown, { at })).toBe("unreadable");
    const answer = { ok: true, value: shown, debugId: undefined } as const;
    expect(interpretPayPalOrder(order, { answer, at: muchLater })).toEqual({
      kind: "event",
      event: { type: "approval_timed_out" },
      evidence: "PayPal's responses about the order were incomplete (STATUS_MISSING).",
    });
  });

  test.each(["CREATED", "APPROVED", "COMPLETED", null] as const)(
    "with the status %s and an unreadable capture never expires, since it may be paid",
    (status) => {
      const shown = orderAtPayPal(order, { status, hasUnreadableCapture: true });
      expect(read(order, shown)).toBe("payment_not_shown");
      expect(read(order, shown, { at: muchLater })).toMatchObject({ type: "gave_up" });
    },
  );
});

describe("an approval after a rejected capture", () => {
  const used = new Date("2026-03-01T10:03:21Z");
  const later = new Date("2026-03-01T10:09:00Z");
  const declined = sampleOrder({
    captureAttempt: 2,
    approvalRefusal: "declined",
    approvalTime: used,
  });
  const approved = "payer_approved";
  const event = (updateTime: Date | null): ReadOptions => ({ approvalEvent: { updateTime } });

  test.each<[string, Date | null, ReadOptions, string]>([
    ["the same status again", used, {}, "approval_used"],
    ["no time", null, {}, "approval_used"],
    ["an earlier time", new Date(0), {}, "approval_used"],
    ["a later time", later, {}, approved],
    ["the late event of the used approval", used, event(used), "approval_used"],
    ["an event of a later approval", used, event(later), approved],
    ["an event of a later approval and no time", null, event(later), approved],
    ["a new event without a time, and no time of the order", null, event(null), approved],
    [
      "an event without a time, and the order's time of the used approval",
      used,
      event(null),
      "approval_used",
    ],
  ])("is distinguished from the used one: %s", (_, updateTime, options, meaning) => {
    const reading = read(declined, orderAtPayPal(declined, { updateTime }), options);
    expect(typeof reading === "string" ? reading : reading.type).toBe(meaning);
  });

  test("that was used lets the order expire at its deadline, and never revives it", () => {
    const shown = orderAtPayPal(declined, { updateTime: used });
    expect(read(declined, shown, { at: late })).toEqual({ type: "approval_timed_out" });
    const expired = { ...declined, state: "expired" } as const;
    expect(read(expired, shown, { at: late })).toBe("approval_used");
  });

  test("that PayPal shows without a time is no later than PayPal's response", () => {
    const answeredAt = new Date("2026-03-01T10:03:30Z");
    const value = orderAtPayPal(order, { updateTime: null });
    const answer = { ok: true, value, debugId: undefined, answeredAt } as const;
    const reading = interpretPayPalOrder(order, { answer, at: answeredAt });
    expect(reading).toEqual({
      kind: "event",
      event: { type: "payer_approved", approvalTime: answeredAt },
    });
    const refused = { ...declined, approvalTime: answeredAt };
    expect(read(refused, orderAtPayPal(refused, { updateTime: used }))).toBe("approval_used");
  });

  test("with a time counts if the used one had none", () => {
    const untimed = { ...declined, approvalTime: null };
    expect(read(untimed, orderAtPayPal(untimed, { updateTime: used }))).toMatchObject({
      type: approved,
    });
    expect(read(untimed, orderAtPayPal(untimed))).toBe("approval_used");
  });
});

describe("an order that PayPal does not find", () => {
  const reads = (missingReads: number, sinceMs: number, at: Date) =>
    sampleOrder({ missingReads, missingSince: new Date(at.getTime() - sinceMs) });

  test.each<[string, Order, Date]>([
    ["created seconds ago", order, early],
    [
      "read often before its deadline",
      reads(99, 60 * minuteMs, order.approveBefore),
      order.approveBefore,
    ],
    ["past its deadline, for the first time", order, muchLater],
    ["past its deadline, for the second time", reads(1, 60 * minuteMs, muchLater), muchLater],
    ["past its deadline, often within a minute", reads(9, minuteMs, muchLater), muchLater],
  ])("may still become visible: %s", (_, stored, at) => {
    expect(readFailure(stored, "gone", at)).toMatchObject({
      kind: "not_yet",
      why: "not_visible",
      readAgainMs: expect.any(Number),
    });
  });

  test("is gone after several reads past its deadline, with the evidence", () => {
    const since = new Date(muchLater.getTime() - 2 * minuteMs).toISOString();
    expect(readFailure(reads(2, 2 * minuteMs, muchLater), "gone", muchLater)).toEqual({
      kind: "gone",
      evidence: `PayPal did not find the order 3 times since ${since}.`,
    });
  });

  test("is read again after minutes, at most 15, but not after it expired", () => {
    const pause = (stored: Order, at: Date) => {
      const reading = readFailure(stored, "gone", at);
      return "readAgainMs" in reading ? reading.readAgainMs : undefined;
    };
    expect(pause(order, order.approveBefore)).toBe(minuteMs);
    expect(pause(reads(5, 10 * minuteMs, early), early)).toBe(5 * minuteMs);
    expect(pause(reads(9, 99 * minuteMs, early), early)).toBe(15 * minuteMs);
    expect(pause({ ...order, state: "expired" }, muchLater)).toBeNull();
  });
});

describe("a response without the order's data", () => {
  test("that rejects the read moves it to manual review long after the deadline, with PayPal's issue code", () => {
    for (const at of [early, late])
      expect(readFailure(order, "refused", at)).toMatchObject({ kind: "unanswered" });
    expect(readFailure(order, "refused", muchLater)).toMatchObject({
      event: { type: "gave_up" },
      evidence: "PayPal rejected the read of the order (ISSUE).",
    });
    const expired = { ...order, state: "expired" } as const;
    expect(readFailure(expired, "refused", muchLater)).toMatchObject({ kind: "unanswered" });
  });

  test.each(["unavailable", "timeout", "unauthorized", "declined"] as const)(
    "decides nothing: %s",
    (kind) => {
      expect(readFailure(order, kind, muchLater)).toMatchObject({ kind: "unanswered" });
    },
  );

  test("that cannot be read may hide a payment: manual review at last, never expired", () => {
    expect(readFailure(order, "unreadable", late)).toMatchObject({ kind: "unreadable" });
    expect(readFailure(order, "unreadable", muchLater)).toMatchObject({
      event: { type: "gave_up" },
    });
  });
});

describe("a COMPLETED order", () => {
  test.each([
    ["COMPLETED", { type: "capture_completed", money, approvalStatus: "COMPLETED" }],
    [
      "PENDING",
      { type: "capture_pending", money, pendingReason: null, approvalStatus: "COMPLETED" },
    ],
    ["DECLINED", { type: "capture_declined", captureId, reason: "PayPal declined the payment." }],
    ["FAILED", { type: "capture_declined", captureId, reason: "PayPal declined the payment." }],
    [
      "REFUNDED",
      { type: "capture_mismatched", money, reason: "The payment was already refunded at PayPal." },
    ],
    // The remaining money pays for the cluster; the refund is recorded beside it.
    ["PARTIALLY_REFUNDED", { type: "capture_completed", money, approvalStatus: "COMPLETED" }],
  ] as const)("with a %s capture is interpreted by the capture", (status, event) => {
    expect(read(order, completedAtPayPal(order, { status }))).toEqual(event);
  });

  test.each<[string, Partial<Capture>, string]>([
    ["a cent too little", { amount: 3099n }, differs],
    ["a cent too much", { amount: 3101n }, differs],
    ["nothing", { amount: 0n }, differs],
    ["another currency", { currency: "USD" }, differs],
    ["another order's id", { customId: "another" }, otherOrder],
  ])("whose capture has %s is a mismatch of that money", (_, changes, reason) => {
    const seen = completedAtPayPal(order, changes);
    const { amount = order.amount, currency = order.currency } = changes;
    expect(read(order, seen)).toEqual({
      type: "capture_mismatched",
      money: { captureId, amount, currency },
      reason,
    });
  });

  test.each<[string, Partial<Capture>]>([
    ["another amount", { amount: 1n }],
    ["another currency", { currency: "USD" }],
    ["another order's id", { customId: "another" }],
  ])("whose pending capture has %s is held, since nothing can be refunded yet", (_, changes) => {
    const seen = completedAtPayPal(order, { ...changes, status: "PENDING" });
    expect(read(order, seen)).toMatchObject({ type: "capture_pending" });
  });

  const takenBack = paypalRefund({ kind: "reversal" });
  const cancelled = paypalRefund({ status: "failed", isCancelled: true });
  const marked = { isTakenBack: true } as const;
  test.each<[string, Partial<Capture>, PayPalRefund[]]>([
    ["with the reversal listed", { status: "REFUNDED", ...marked }, [takenBack]],
    ["before the reversal is listed", { status: "REFUNDED", ...marked }, []],
    ["whatever the status of its capture", { status: "COMPLETED", ...marked }, [takenBack]],
    ["in part", { status: "PARTIALLY_REFUNDED" }, [takenBack]],
    ["besides a refund", { status: "REFUNDED" }, [paypalRefund({ amount: 100n }), takenBack]],
  ])("that was reversed before the payment was first read: %s", (_, capture, refunds) => {
    const approval = { approvalStatus: "COMPLETED" };
    const seen = (change: Partial<Capture> = {}) => ({
      ...completedAtPayPal(order, { ...capture, ...change }),
      refunds,
    });
    const event = { type: "capture_reversed", money, refunds, mismatch: null, ...approval };
    expect(read(order, seen())).toEqual(event);
    expect(read(order, seen({ amount: 3099n }))).toMatchObject({
      ...event,
      mismatch: differs,
      money: {},
    });
    const unpaid = { payeeEmail: null, payeeMerchantId: null };
    expect(read(order, { ...seen(), ...unpaid })).toBe("payment_not_shown");
  });

  test.each<[string, PayPalRefund[]]>([
    ["is disputed", []],
    ["was returned", [cancelled]],
    ["is disputed after a refund was cancelled", [{ ...cancelled, amount: 100n }]],
  ])("that only %s is paid, although PayPal states that reason", (_, refunds) => {
    const seen = { ...completedAtPayPal(order, marked), refunds };
    expect(read(order, seen)).toMatchObject({ type: "capture_completed" });
  });

  test.each(["COMPLETED", "PENDING", "REFUNDED"] as const)(
    "whose %s capture has no readable amount decides nothing yet",
    (status) => {
      const seen = completedAtPayPal(order, { amount: null, status });
      expect(read(order, seen)).toBe("payment_not_shown");
    },
  );

  test.each(["COMPLETED", "PENDING", "DECLINED"] as const)(
    "with a %s capture needs no status",
    (status) => {
      const completed = completedAtPayPal(order, { status });
      expect(read(order, { ...completed, status: null })).toEqual(read(order, completed));
    },
  );

  test("with a declined and an unreadable capture decides nothing, since it may be paid", () => {
    const shown = {
      ...completedAtPayPal(order, { status: "DECLINED" }),
      hasUnreadableCapture: true,
    };
    expect(read(order, shown)).toBe("payment_not_shown");
  });

  test("whose payee is not shown decides nothing yet", () => {
    const shown = { ...completedAtPayPal(order), payeeMerchantId: null, payeeEmail: null };
    expect(read(order, shown)).toBe("payment_not_shown");
  });

  test("that paid another payee is a mismatch", () => {
    const seen = { ...completedAtPayPal(order), payeeMerchantId: "THIEF000000001" };
    expect(read(order, seen)).toEqual({
      type: "capture_mismatched",
      money,
      reason: otherPayee,
    });
  });

  test("is compared by its capture's amount, not the order's", () => {
    const seen = { ...completedAtPayPal(order, { amount: 1n }), amount: 3100n };
    expect(read(order, seen)).toMatchObject({ type: "capture_mismatched" });
    const requested = { ...completedAtPayPal(order), amount: 1n };
    expect(read(order, requested)).toMatchObject({ type: "capture_completed" });
  });

  test("without our id on its capture is compared by the order's own", () => {
    const seen = { ...completedAtPayPal(order, { customId: null }), customId: "another" };
    expect(read(order, seen)).toMatchObject({ reason: otherOrder });
    const right = completedAtPayPal(order, { customId: null });
    expect(read(order, right)).toMatchObject({ type: "capture_completed" });
  });

  test.each(["JPY", "HUF", "TWD"])("in %s is compared and shown in whole units", (currency) => {
    const whole = sampleOrder({ currency, amount: 3100n });
    expect(read(whole, completedAtPayPal(whole))).toMatchObject({
      type: "capture_completed",
      money: { currency, amount: 3100n },
    });
    expect(read(whole, completedAtPayPal(whole, { amount: 31n }))).toMatchObject({
      type: "capture_mismatched",
      reason: "The payment differs from the amount due.",
    });
  });

  test("keeps the status of the first approval", () => {
    const told = sampleOrder({ state: "approved", approvalStatus: "APPROVED" });
    expect(read(told, completedAtPayPal(told))).toEqual({
      type: "capture_completed",
      money,
    });
  });
});

test("an order that is approved again next to a declined capture waits for its next capture", () => {
  const shown = {
    ...completedAtPayPal(order, { status: "DECLINED" }),
    status: "APPROVED",
  } as const;
  expect(read(order, shown)).toMatchObject({ type: "payer_approved" });
});

test("a declined capture without an amount does not reject the approval next to it", () => {
  const shown = completedAtPayPal(order, { status: "DECLINED", amount: null, currency: null });
  expect(read(order, { ...shown, status: "APPROVED" })).toMatchObject({ type: "payer_approved" });
});

test("an approval of a different amount is rejected, whatever a declined capture next to it shows", () => {
  const shown = completedAtPayPal(order, { status: "DECLINED" });
  expect(read(order, { ...shown, status: "APPROVED", amount: 1n })).toMatchObject({
    type: "payment_refused",
  });
});

test("money in a capture counts whatever the order's status is", () => {
  const shown = { ...completedAtPayPal(order), status: "APPROVED" } as const;
  expect(read(order, shown)).toMatchObject({ type: "capture_completed", money });
});
