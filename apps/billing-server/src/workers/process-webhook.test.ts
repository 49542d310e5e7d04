import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { unnamedDispute } from "../domain/dispute.ts";
import type { Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { PayPalEvent } from "../domain/paypal-event.ts";
import { noopTracer } from "../ports/tracer.ts";
import type { WebhookInbox } from "../ports/webhook-inbox.ts";
import { done, failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { quietLog } from "../testing/quiet-log.ts";
import {
  capturedOrder,
  completedAtPayPal,
  provisionedOrder,
  sampleOrder,
  orderAtPayPal,
} from "../testing/sample-order.ts";
import { paypalRefund } from "../testing/sample-refund.ts";
import { processWebhook } from "./process-webhook.ts";
import { RetryableError } from "./retryable-error.ts";

const order = sampleOrder();
const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, second));

const sampleEvent = (
  topic: PayPalEvent["topic"],
  changes: Partial<PayPalEvent> = {},
): PayPalEvent => ({
  id: "WH-1",
  type: "ANY",
  topic,
  paypalOrderId: order.paypalOrderId,
  captureId: null,
  subjectId: null,
  payment: null,
  ...changes,
});

function setUp(event: PayPalEvent | null, ...orders: Order[]) {
  const store = createMemoryStore(...orders);
  const paypal = fakePayPal();
  const outcomes: string[] = [];
  const age = { ms: 0 };
  const unmatched: unknown[] = [];
  const [error, warn] = [vi.fn(), vi.fn()];
  const inbox: WebhookInbox = {
    receive: async () => 0,
    find: async (id) => (id === "WH-1" ? { id, body: "{}", ageMs: age.ms } : null),
    close: async (_, outcome, payment) => {
      outcomes.push(outcome);
      unmatched.push(payment);
    },
  };
  const delivered = { event };
  const parse = () => delivered.event;
  const log = { ...quietLog, error, warn };
  const deps = { store, paypal, inbox, log, tracer: noopTracer, parse };
  const run = (id = "WH-1") => processWebhook(deps, { eventId: id });
  return { store, paypal, outcomes, unmatched, delivered, age, error, warn, run };
}

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-01T10:05:00Z") }));
afterEach(() => void vi.useRealTimers());

describe("an event about an order", () => {
  test.each(["order", "other"] as const)("(%s) causes a read from PayPal", async (topic) => {
    const { store, paypal, outcomes, run } = setUp(sampleEvent(topic), order);
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
    await run();
    expect(store.row(order).state).toBe("approved");
    expect(store.applied).toMatchObject([{ cause: { by: "webhook", debugId: "debug-ok" } }]);
    expect(outcomes).toEqual(["followed"]);
  });

  test("that PayPal's data does not confirm changes nothing", async () => {
    const { store, paypal, outcomes, run } = setUp(sampleEvent("order"), order);
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order, { status: "CREATED" })));
    await run();
    expect(store.row(order)).toEqual(order);
    expect(outcomes).toEqual(["followed"]);
  });

  test("processed four times causes one transition", async () => {
    const { store, paypal, run } = setUp(sampleEvent("order"), order);
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    await Promise.all([run(), run(), run(), run()]);
    expect(store.applied).toHaveLength(1);
    expect(store.queued).toMatchObject([{ job: "deliver" }]);
  });

  test("finds its order by the capture if it names no order", async () => {
    const event = sampleEvent("order", { paypalOrderId: null, captureId: "2GG279541U471931P" });
    const held = sampleOrder({ state: "capture_pending", captureId: "2GG279541U471931P" });
    const { store, paypal, run } = setUp(event, held);
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    await run();
    expect(store.row(order).state).toBe("captured");
  });

  test("waits as long as PayPal requests while PayPal is unavailable", async () => {
    const { store, paypal, outcomes, run } = setUp(sampleEvent("order"), order);
    paypal.getOrder.mockResolvedValue(failed("unavailable", "RATE_LIMIT_REACHED", 8_000));
    await expect(run()).rejects.toMatchObject({ name: "RetryableError", afterMs: 8_000 });
    expect(store.row(order)).toEqual(order);
    expect(outcomes).toEqual([]);
  });
});

describe("an event about an unknown order", () => {
  const stranger = { paypalOrderId: "0UNKNOWN00000000" as PayPalOrderId };

  test.each(["order", "refund", "reversal", "dispute_opened", "dispute_closed"] as const)(
    "(%s) waits for a row that may follow, then is closed",
    async (topic) => {
      const { outcomes, age, error, run } = setUp(sampleEvent(topic, stranger), order);
      await expect(run()).rejects.toBeInstanceOf(RetryableError);
      expect(outcomes).toEqual([]);
      age.ms = 10 * 60_000;
      await run();
      expect(outcomes).toEqual(["unknown order"]);
      expect(error).not.toHaveBeenCalled();
    },
  );

  const payment = sampleEvent("order", {
    ...stranger,
    captureId: "C-1",
    payment: { orderId: order.id, amount: { currency_code: "EUR", value: "0.01" } },
  });
  const fields = {
    event_id: "WH-1",
    order_id: stranger.paypalOrderId,
    capture_id: "C-1",
    custom_id: order.id,
  };

  test("about a payment whose order row was lost is logged, and kept to be processed again", async () => {
    const { paypal, outcomes, unmatched, age, error, run } = setUp(payment);
    paypal.getOrigin.mockResolvedValue(done({ isSealed: true, createdAt: null }));
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(error).not.toHaveBeenCalled();
    age.ms = 10 * 60_000;
    await run();
    expect(outcomes).toEqual(["unknown payment"]);
    expect(paypal.getOrigin).toHaveBeenCalledWith(stranger.paypalOrderId, order.id);
    expect(error).toHaveBeenCalledExactlyOnceWith(fields, "payment without an order");
    expect(unmatched).toMatchObject([{ kind: "lost", amount: { value: "0.01" } }]);
  });

  test("with the id of one of our rows is stray, whatever PayPal shows: a warning", async () => {
    const { store, outcomes, unmatched, age, error, warn, run } = setUp(payment, order);
    age.ms = 10 * 60_000;
    await run();
    expect(outcomes).toEqual(["stray payment"]);
    expect(warn).toHaveBeenCalledExactlyOnceWith(fields, expect.stringContaining("stray"));
    expect([error.mock.calls, unmatched]).toMatchObject([[], [{ kind: "stray" }]]);
    expect(store.row(order)).toEqual(order);
  });

  test.each([
    ["has no seal of ours", done({ isSealed: false, createdAt: at(0) })],
    ["cannot be shown", failed("gone")],
  ])("with an id of our form is another seller's if its order %s", async (_, answer) => {
    const { paypal, outcomes, unmatched, age, error, warn, run } = setUp(payment);
    paypal.getOrigin.mockResolvedValue(answer);
    age.ms = 60 * 60_000;
    await run();
    expect([outcomes, unmatched]).toEqual([["unknown order"], [undefined]]);
    expect([error.mock.calls, warn.mock.calls]).toEqual([[], []]);
  });

  test.each([
    ["before orders were sealed", "2026-03-01T08:00:00Z", ["unknown payment"]],
    ["while replicas of the previous release ran", "2026-03-01T09:59:59Z", ["unknown payment"]],
    ["later", "2026-03-01T10:00:00Z", ["unknown order"]],
  ])("may be of an earlier release if its order was created %s", async (_, time, expected) => {
    const { store, paypal, outcomes, age, run } = setUp(payment);
    store.sealedSince = async () => new Date("2026-03-01T09:00:00Z");
    paypal.getOrigin.mockResolvedValue(done({ isSealed: false, createdAt: new Date(time) }));
    age.ms = 10 * 60_000;
    await run();
    expect(outcomes).toEqual(expected);
  });

  test.each([
    ["is unavailable", failed("unavailable")],
    ["returns an unreadable response", failed("unreadable")],
    ["does not show it yet", failed("gone")],
  ])("waits for PayPal's data about a payment that may be ours: it %s", async (_, answer) => {
    const { paypal, outcomes, age, run } = setUp(payment);
    paypal.getOrigin.mockResolvedValue(answer);
    age.ms = 10 * 60_000;
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(outcomes).toEqual([]);
  });

  test("is processed once the row exists: the webhook arrived before our own write", async () => {
    const { store, paypal, outcomes, run } = setUp(sampleEvent("order"));
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    store.put(order);
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
    await run();
    expect(store.row(order).state).toBe("approved");
    expect(outcomes).toEqual(["followed"]);
  });

  test("and of an ignored type is closed at once", async () => {
    const { outcomes, run } = setUp(sampleEvent("other", stranger), order);
    await run();
    expect(outcomes).toEqual(["unknown order"]);
  });
});

describe("an event about a refund or reversal", () => {
  const paid = provisionedOrder();
  const refund = sampleEvent("refund", { subjectId: "R-1" });
  const reversal = sampleEvent("reversal", { subjectId: "R-1" });

  test("is recorded as PayPal shows it", async () => {
    const { store, paypal, run } = setUp(refund, paid);
    paypal.getRefund.mockResolvedValue(done(paypalRefund({ amount: 200n })));
    await run();
    await run();
    expect(paypal.getRefund).toHaveBeenCalledWith("R-1");
    expect(store.row(paid)).toMatchObject({ state: "provisioned", refundedAmount: 200n });
    expect(store.applied).toMatchObject([
      { event: { type: "partly_refunded" }, cause: { by: "webhook", debugId: "debug-ok" } },
    ]);
  });

  test("is never recorded as a refund if it is a reversal", async () => {
    const { store, paypal, run } = setUp(reversal, paid);
    paypal.getRefund.mockResolvedValue(done(paypalRefund({ amount: 3100n })));
    await run();
    expect(store.row(paid)).toMatchObject({
      state: "needs_attention",
      refundedAmount: 0n,
      reversedAmount: 3100n,
      problem: "The payment was taken back through PayPal.",
    });
  });

  test("replaces a refund from PayPal's list by the reversal", async () => {
    const { store, paypal, run } = setUp(reversal, paid);
    await store.recordRefund(paid.id, paypalRefund({ amount: 3100n }), { by: "sweep" });
    expect(store.row(paid).state).toBe("refunded");
    paypal.getRefund.mockResolvedValue(done(paypalRefund({ amount: 3100n })));
    await run();
    expect(store.row(paid)).toMatchObject({
      state: "needs_attention",
      refundedAmount: 0n,
      reversedAmount: 3100n,
    });
  });

  test("records the capture first if the capture's event is late", async () => {
    const { store, paypal, run } = setUp(refund, order);
    paypal.getOrder.mockResolvedValue(
      done(completedAtPayPal(order, { status: "PARTIALLY_REFUNDED" })),
    );
    paypal.getRefund.mockResolvedValue(done(paypalRefund({ amount: 200n })));
    await run();
    expect(store.row(order)).toMatchObject({
      state: "captured",
      capturedAmount: 3100n,
      refundedAmount: 200n,
    });
  });

  test("is a reversal also if PayPal only lists it, or else is retried", async () => {
    const { store, paypal, outcomes, run } = setUp(reversal, paid);
    paypal.getRefund.mockResolvedValue(failed("gone"));
    const seen = completedAtPayPal(paid, { status: "REFUNDED" });
    paypal.getOrder.mockResolvedValueOnce(done(seen));
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(outcomes).toEqual([]);
    const refunds = [paypalRefund({ amount: 3100n })];
    paypal.getOrder.mockResolvedValueOnce(done({ ...seen, refunds }));
    await run();
    expect(store.row(paid)).toMatchObject({ refundedAmount: 0n, reversedAmount: 3100n });
  });

  test.each(["unavailable", "timeout", "unauthorized"] as const)(
    "waits as long as PayPal requests: %s",
    async (kind) => {
      const { store, paypal, run } = setUp(refund, paid);
      paypal.getRefund.mockResolvedValue(failed(kind, "ISSUE", 6_000));
      await expect(run()).rejects.toMatchObject({ name: "RetryableError", afterMs: 6_000 });
      expect(store.row(paid)).toEqual(paid);
    },
  );

  test.each([
    ["names no refund", sampleEvent("refund")],
    ["names one that PayPal does not have", refund],
  ])("that %s is processed by what the order shows", async (_, event) => {
    const { store, paypal, run } = setUp(event, paid);
    paypal.getRefund.mockResolvedValue(failed("gone"));
    const seen = completedAtPayPal(paid, { status: "REFUNDED" });
    paypal.getOrder.mockResolvedValue(
      done({ ...seen, refunds: [paypalRefund({ amount: 3100n })] }),
    );
    await run();
    expect(store.row(paid)).toMatchObject({ state: "refunded", refundedAmount: 3100n });
  });
});

describe("a dispute", () => {
  const opened = sampleEvent("dispute_opened", { subjectId: "PP-D-1" });
  const closed = sampleEvent("dispute_closed", { subjectId: "PP-D-1" });
  const disputesAfter = async (event: PayPalEvent, ...openDisputes: string[]) => {
    const { store, run } = setUp(event, provisionedOrder({ openDisputes }));
    await run();
    return { open: store.row(order).openDisputes, written: store.applied.length };
  };

  type News = readonly ["opened" | "closed", second: number];

  test.each<[string, readonly News[], boolean]>([
    [
      "opened, decided",
      [
        ["opened", 1],
        ["closed", 2],
      ],
      false,
    ],
    [
      "decided, and a late event of its opening",
      [
        ["closed", 2],
        ["opened", 1],
      ],
      false,
    ],
    [
      "decided in the second of its opening",
      [
        ["closed", 1],
        ["opened", 1],
      ],
      false,
    ],
    [
      "opened, decided, opened again",
      [
        ["opened", 1],
        ["closed", 2],
        ["opened", 3],
      ],
      true,
    ],
    [
      "opened again, and a late event of the decision",
      [
        ["opened", 3],
        ["closed", 2],
      ],
      true,
    ],
    [
      "opened again as the first event",
      [
        ["opened", 3],
        ["opened", 1],
        ["closed", 2],
      ],
      true,
    ],
    [
      "decided twice",
      [
        ["closed", 2],
        ["opened", 3],
        ["closed", 4],
        ["opened", 3],
      ],
      false,
    ],
  ])("has the state of its latest event, whenever that arrived: %s", async (_, all, isOpen) => {
    const { store, delivered, run } = setUp(null, provisionedOrder());
    for (const [what, second] of all) {
      delivered.event = { ...(what === "opened" ? opened : closed), updatedAt: at(second) };
      await run();
    }
    expect(store.row(order).openDisputes).toEqual(isOpen ? ["PP-D-1"] : []);
  });

  const updated = { ...opened, type: "CUSTOMER.DISPUTE.UPDATED" };
  const created = { ...opened, type: "CUSTOMER.DISPUTE.CREATED" };
  const resolved = { ...closed, type: "CUSTOMER.DISPUTE.RESOLVED" };

  test.each<[string, readonly PayPalEvent[], boolean]>([
    [
      "opened again with an unchanged time",
      [
        { ...resolved, updatedAt: at(1), eventCreatedAt: at(2) },
        { ...updated, updatedAt: at(1), eventCreatedAt: at(30) },
      ],
      true,
    ],
    [
      "an older event of the same second, delivered late",
      [
        { ...resolved, updatedAt: at(1), eventCreatedAt: at(3) },
        { ...updated, updatedAt: at(1), eventCreatedAt: at(2) },
      ],
      false,
    ],
    ["its creation arrives last, and no event has a time", [resolved, created], false],
    [
      "its creation arrives last, and its decision has no time",
      [resolved, { ...created, updatedAt: at(1) }],
      false,
    ],
    [
      "its creation arrives last, with a wrong time",
      [
        { ...resolved, updatedAt: at(1) },
        { ...created, updatedAt: at(9) },
      ],
      false,
    ],
    ["opened again, and no event has a time", [created, resolved, updated], true],
  ])("is ordered by the times that exist: %s", async (_, all, isOpen) => {
    const { store, delivered, run } = setUp(null, provisionedOrder());
    for (const [index, event] of all.entries()) {
      vi.setSystemTime(Date.now() + index * 60_000);
      delivered.event = event;
      await run();
    }
    expect(store.row(order).openDisputes).toEqual(isOpen ? ["PP-D-1"] : []);
  });

  test("is found by its id if a later event names no payment", async () => {
    const unnamed = { paypalOrderId: null, captureId: null, disputedCaptureIds: [] };
    const { store, delivered, outcomes, run } = setUp(
      { ...opened, updatedAt: at(1) },
      provisionedOrder(),
    );
    await run();
    delivered.event = { ...resolved, ...unnamed, updatedAt: at(2) };
    await run();
    expect(store.row(order).openDisputes).toEqual([]);
    delivered.event = { ...updated, ...unnamed, updatedAt: at(3) };
    await run();
    expect(store.row(order).openDisputes).toEqual(["PP-D-1"]);
    expect(outcomes).toEqual(["followed", "followed", "followed"]);
  });

  test("without a time of its own uses the event's", async () => {
    const { store, delivered, age, run } = setUp(opened, provisionedOrder());
    await run();
    delivered.event = closed;
    age.ms = 60_000;
    await run();
    expect(store.row(order).openDisputes).toEqual(["PP-D-1"]);
  });

  test("about several payments marks all their orders, once each is known", async () => {
    const orders = ["C-1", "C-2"].map((captureId) =>
      provisionedOrder({
        id: captureId as OrderId,
        paypalOrderId: captureId as PayPalOrderId,
        captureId,
      }),
    );
    const [first, second] = orders as [Order, Order];
    const event = { ...opened, paypalOrderId: null, disputedCaptureIds: ["C-1", "C-2"] };
    const { store, outcomes, age, run } = setUp(event, first);
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    store.put(second);
    await run();
    for (const row of orders) expect(store.row(row).openDisputes).toEqual(["PP-D-1"]);
    expect(store.applied).toHaveLength(2);
    const other = setUp({ ...event, disputedCaptureIds: ["C-1", "C-OTHERS"] }, first);
    other.age.ms = 10 * 60_000;
    await other.run();
    expect(other.store.row(first).openDisputes).toEqual(["PP-D-1"]);
    expect([outcomes, other.outcomes, age.ms]).toEqual([["followed"], ["followed"], 0]);
  });

  test("about a payment that is not recorded yet records that first", async () => {
    const { store, paypal, run } = setUp(opened, order);
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    await run();
    expect(store.row(order)).toMatchObject({ state: "captured", openDisputes: ["PP-D-1"] });
  });

  test("that is decided for the merchant restores the reversed payment", async () => {
    const { store, paypal, run } = setUp(closed, provisionedOrder({ provisionedAt: at(0) }));
    const reversal = { amount: 3100n, kind: "reversal" } as const;
    await store.recordRefund(order.id, paypalRefund(reversal), { by: "webhook" });
    expect(store.row(order)).toMatchObject({ state: "needs_attention", reversedAmount: 3100n });
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    paypal.getRefund.mockResolvedValue(done(paypalRefund({ ...reversal, status: "failed" })));
    await run();
    expect(store.row(order)).toMatchObject({ state: "provisioned", reversedAmount: 0n });
  });

  test("is recorded once, whatever the order waits for", async () => {
    const { store, run } = setUp(opened, capturedOrder());
    await run();
    await run();
    expect(store.row(order)).toMatchObject({ state: "captured", openDisputes: ["PP-D-1"] });
    expect(store.applied).toMatchObject([{ event: { disputeId: "PP-D-1" }, job: null }]);
  });

  test("is recorded in addition to another one", async () => {
    expect(await disputesAfter(opened, "PP-D-2")).toEqual({
      open: ["PP-D-2", "PP-D-1"],
      written: 1,
    });
  });

  test("that is closed leaves the other one open", async () => {
    expect(await disputesAfter(closed, "PP-D-1", "PP-D-2")).toEqual({
      open: ["PP-D-2"],
      written: 1,
    });
    expect(await disputesAfter(closed, "PP-D-2")).toEqual({ open: ["PP-D-2"], written: 0 });
  });

  test("without a stored id gets the id of its next event, or is closed by it", async () => {
    expect(await disputesAfter(opened, unnamedDispute)).toEqual({ open: ["PP-D-1"], written: 1 });
    expect(await disputesAfter(closed, unnamedDispute)).toEqual({ open: [], written: 1 });
  });
});

describe("an event", () => {
  test("that cannot be read is closed", async () => {
    const { outcomes, run } = setUp(null, order);
    await run();
    expect(outcomes).toEqual(["unreadable"]);
  });

  test("that is not stored does nothing", async () => {
    const { outcomes, run } = setUp(sampleEvent("order"), order);
    await run("WH-2");
    expect(outcomes).toEqual([]);
  });
});
