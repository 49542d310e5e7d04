import { randomUUID } from "node:crypto";
import { orderStates } from "@onekonsole/billing-contract";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import { jobFor } from "../domain/state-traits.ts";
import { noopTracer } from "../ports/tracer.ts";
import type { WebOrder } from "../ports/web-order.ts";
import { done, failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { quietLog } from "../testing/quiet-log.ts";
import {
  capturedOrder,
  completedAtPayPal,
  orderAtPayPal,
  sampleOrder,
} from "../testing/sample-order.ts";
import { paypalRefund } from "../testing/sample-refund.ts";
import { deliverOrder } from "./deliver-order.ts";
import { sweep } from "./sweep.ts";

const own = (changes: Partial<Order> = {}): Order => {
  const id = randomUUID();
  return sampleOrder({ id: id as OrderId, paypalOrderId: `P-${id}` as PayPalOrderId, ...changes });
};

function setUp(...orders: Order[]) {
  const store = createMemoryStore(...orders);
  const paypal = fakePayPal();
  const byId = new Map(orders.map((order) => [order.paypalOrderId, order]));
  paypal.getOrder.mockImplementation(async (id) => {
    const order = byId.get(id) ?? sampleOrder();
    return done(orderAtPayPal(order, { status: "CREATED" }));
  });
  const warn = vi.fn();
  const log = { ...quietLog, warn };
  const run = (limits: { perSecond?: number; longestMs?: number } = {}) =>
    sweep({ store, paypal, log, tracer: noopTracer, perSecond: 10_000, ...limits });
  return { store, paypal, warn, run };
}

// Only the clock is simulated: the sweep's own pauses are real and short.
const oneHourIn = new Date("2026-03-01T11:00:00Z");
beforeEach(() => void vi.useFakeTimers({ now: oneHourIn, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

describe("a sweep", () => {
  test("reads every due order at PayPal, once, and ends", async () => {
    const orders = Array.from({ length: 45 }, () => own());
    const { paypal, run } = setUp(...orders);
    await run();
    const requested = paypal.getOrder.mock.calls.map(([id]) => id);
    expect(requested.toSorted()).toEqual(
      orders.map(({ paypalOrderId }) => paypalOrderId).toSorted(),
    );
    await run();
    expect(paypal.getOrder).toHaveBeenCalledTimes(45);
  });

  test("does not read what is not due yet", async () => {
    const { paypal, run } = setUp(own({ createdAt: new Date(oneHourIn.getTime() - 60_000) }));
    await run();
    expect(paypal.getOrder).not.toHaveBeenCalled();
  });

  test("finds the approval of a payer whose browser was closed", async () => {
    const order = own();
    const { store, paypal, run } = setUp(order);
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
    await run();
    expect(store.row(order).state).toBe("approved");
    expect(store.queued).toMatchObject([{ job: "capture", id: order.id }]);
  });

  test("keeps to PayPal's rate", async () => {
    const { run } = setUp(...Array.from({ length: 60 }, () => own()));
    const start = performance.now();
    await run({ perSecond: 200 });
    // Three full batches of 20 at 200 per second, minus the timers' tolerance.
    expect(performance.now() - start).toBeGreaterThan(280);
  });

  test("ends after its time, and the next one continues", async () => {
    const { paypal, run } = setUp(...Array.from({ length: 60 }, () => own()));
    await run({ longestMs: 0 });
    expect(paypal.getOrder).not.toHaveBeenCalled();
    await run({ perSecond: 100, longestMs: 100 });
    expect(paypal.getOrder).toHaveBeenCalledTimes(20);
    await run();
    expect(paypal.getOrder).toHaveBeenCalledTimes(60);
  });

  test("continues after an order that fails, and logs it", async () => {
    const [faulty, throttled, fine] = [own(), own(), own()];
    const { store, paypal, warn, run } = setUp(faulty, throttled, fine);
    paypal.getOrder.mockImplementation(async (id) => {
      if (id === faulty.paypalOrderId) throw new Error("a mistake of ours");
      if (id === throttled.paypalOrderId) return failed("unavailable", "RATE_LIMIT_REACHED", 9_000);
      return done(orderAtPayPal(fine));
    });
    await run();
    expect(store.row(fine).state).toBe("approved");
    const messages = warn.mock.calls.map(
      ([fields, text]) => `${fields.order_id} ${text} ${fields.debug_id}`,
    );
    expect(new Set(messages)).toEqual(
      new Set([
        `${faulty.paypalOrderId} sweep failed undefined`,
        `${throttled.paypalOrderId} sweep postponed debug-failed`,
      ]),
    );
  });

  test("reads an order again later if PayPal was unavailable", async () => {
    const order = own();
    const { paypal, run } = setUp(order);
    paypal.getOrder.mockResolvedValue(failed("unavailable"));
    await run();
    vi.setSystemTime(oneHourIn.getTime() + 3 * 3_600_000);
    await run();
    expect(paypal.getOrder).toHaveBeenCalledTimes(2);
  });

  test("fails if the rows cannot be read; the next one covers it", async () => {
    const { store, run } = setUp();
    const down = new Error("connection refused");
    store.claimDue = () => Promise.reject(down);
    await expect(run()).rejects.toBe(down);
  });
});

describe("the safeguard below the queue", () => {
  const createdAt = new Date("2026-02-28T10:00:00Z");

  test.each([
    ["approved", "capture", 0],
    ["captured", "deliver", 1],
    ["refunding", "refund", 1],
  ] as const)("queues the job of an order that is %s again", async (state, job, requested) => {
    const order = own({ state, createdAt });
    const { store, paypal, run } = setUp(order);
    await run();
    expect(store.queued).toEqual([{ job, id: order.id, isRetry: true }]);
    expect(paypal.getOrder).toHaveBeenCalledTimes(requested);
    expect(store.row(order)).toEqual(order);
  });

  test("queues the job of an order that PayPal does not return", async () => {
    const order = own({ state: "captured", createdAt });
    const { store, paypal, run } = setUp(order);
    paypal.getOrder.mockResolvedValue(failed("unavailable"));
    await run();
    expect(store.queued).toEqual([{ job: "deliver", id: order.id, isRetry: true }]);
  });

  test("does not let a delivery overtake a refund in PayPal's dashboard", async () => {
    const order = capturedOrder({ createdAt });
    const { store, paypal, run } = setUp(order);
    const refunds = [paypalRefund({ amount: order.capturedAmount })];
    paypal.getOrder.mockImplementation(async () => {
      expect(store.queued).toEqual([]);
      return done({ ...completedAtPayPal(order, { status: "REFUNDED" }), refunds });
    });
    await run();
    expect(store.row(order)).toMatchObject({ state: "refunded", refundedAmount: 3100n });
    const webOrder = { deliver: vi.fn<WebOrder["deliver"]>(), lookUp: vi.fn<WebOrder["lookUp"]>() };
    await deliverOrder({ store, webOrder, log: quietLog }, { orderId: order.id });
    expect(webOrder.deliver).not.toHaveBeenCalled();
    expect(store.row(order).state).toBe("refunded");
  });

  test("leaves a paid order, and the delivery in progress, as they are", async () => {
    const order = capturedOrder({ createdAt, delivery: "open", deliveryAttempt: 1 });
    const { store, paypal, run } = setUp(order);
    for (const seen of [done(completedAtPayPal(order)), failed("gone")]) {
      paypal.getOrder.mockResolvedValue(seen);
      await run();
      expect(store.row(order)).toEqual(order);
      vi.setSystemTime(Date.now() + 24 * 3_600_000);
    }
    expect(paypal.getOrder).toHaveBeenCalledTimes(2);
  });

  test.each(orderStates.filter((state) => jobFor(state) === null))(
    "queues nothing for an order that is %s",
    async (state) => {
      const approveBefore = new Date("2026-03-02T10:00:00Z");
      const { store, run } = setUp(own({ state, createdAt, approveBefore }));
      await run();
      expect(store.queued).toEqual([]);
    },
  );
});
