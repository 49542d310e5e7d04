import { describe, expect, test } from "vitest";
import type { Order } from "../domain/order.ts";
import type { PayPalFailureKind, PayPalGateway } from "../domain/paypal-gateway.ts";
import { done, failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { quietLog } from "../testing/quiet-log.ts";
import {
  approvedOrder,
  completedAtPayPal,
  sampleOrder,
  seenAtPayPal,
} from "../testing/sample-order.ts";
import { captureOrder } from "./capture-order.ts";
import { RetryLater } from "./retry-later.ts";

const order = approvedOrder();

function setUp(stored: Order = order) {
  const store = createMemoryStore(stored);
  const paypal = fakePayPal();
  const run = (retryCount = 0) =>
    captureOrder({ store, paypal, log: quietLog }, stored.id, { retryCount });
  return { store, paypal, run };
}

type GetOrder = Awaited<ReturnType<PayPalGateway["getOrder"]>>;

describe("the first try of a capture", () => {
  test("takes the money under the order's own key and queues the delivery", async () => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(done(completedAtPayPal(order)));
    await run();
    expect(paypal.captureOrder).toHaveBeenCalledExactlyOnceWith({
      paypalOrderId: order.paypalOrderId,
      idempotencyKey: `${order.id}:capture:1`,
    });
    expect(store.row(order)).toMatchObject({
      state: "captured",
      captureId: "2GG279541U471931P",
      approvalStatus: "APPROVED",
      paidAt: expect.any(Date),
    });
    expect(store.applied).toMatchObject([
      { cause: { by: "capture_job", debugId: "debug-ok" }, job: "deliver" },
    ]);
  });

  test.each([
    ["PENDING", "capture_pending"],
    ["DECLINED", "capture_failed"],
    ["FAILED", "capture_failed"],
    ["REFUNDED", "needs_attention"],
    ["PARTIALLY_REFUNDED", "needs_attention"],
  ] as const)("delivers nothing for a capture that is %s", async (status, state) => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(done(completedAtPayPal(order, { status })));
    await run();
    expect(store.row(order).state).toBe(state);
    expect(store.applied.map(({ job }) => job)).toEqual([null]);
  });

  test("hands a capture of another amount to a person", async () => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(done(completedAtPayPal(order, { amount: 1n })));
    await run();
    expect(store.row(order)).toMatchObject({
      state: "needs_attention",
      problem: "The payment differs from the 31.00 EUR due.",
    });
  });

  test("comes back when PayPal's answer holds no capture", async () => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(done(seenAtPayPal(order, { status: "COMPLETED" })));
    await expect(run()).rejects.toBeInstanceOf(RetryLater);
    expect(store.row(order)).toEqual(order);
  });

  test.each<[PayPalFailureKind, object]>([
    ["gone", { state: "expired" }],
    ["declined", { state: "capture_failed", problem: "PayPal declined the payment." }],
    [
      "refused",
      {
        state: "needs_attention",
        problem: "PayPal did not let us collect the payment you approved.",
      },
    ],
    [
      "payer_again",
      {
        state: "awaiting_approval",
        approvalStatus: null,
        captureAttempt: 2,
        problem:
          "PayPal could not use this means of payment. Please approve again with another one.",
      },
    ],
  ])("settles what PayPal did not do for good: %s", async (kind, row) => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(failed(kind));
    await run();
    expect(store.row(order)).toMatchObject(row);
    expect(store.applied).toMatchObject([{ cause: { debugId: "debug-failed" }, job: null }]);
  });

  test.each<PayPalFailureKind>(["unavailable", "timeout"])(
    "comes back with the same key after a passing fault: %s",
    async (kind) => {
      const { store, paypal, run } = setUp();
      paypal.captureOrder.mockResolvedValue(failed(kind));
      await expect(run()).rejects.toBeInstanceOf(RetryLater);
      expect(store.row(order)).toEqual(order);

      paypal.getOrder.mockResolvedValue(done(seenAtPayPal(order)));
      paypal.captureOrder.mockResolvedValue(done(completedAtPayPal(order)));
      await run(1);
      const keys = paypal.captureOrder.mock.calls.map(([{ idempotencyKey }]) => idempotencyKey);
      expect(keys).toEqual([`${order.id}:capture:1`, `${order.id}:capture:1`]);
      expect(store.row(order).state).toBe("captured");
    },
  );

  test("uses a new key once the payer approved again", async () => {
    const { paypal, run } = setUp(approvedOrder({ captureAttempt: 3 }));
    paypal.captureOrder.mockResolvedValue(done(completedAtPayPal(order)));
    await run();
    expect(paypal.captureOrder.mock.calls[0]?.[0].idempotencyKey).toBe(`${order.id}:capture:3`);
  });
});

describe("a capture PayPal calls done already", () => {
  test.each<[string, GetOrder, string]>([
    ["is taken over", done(completedAtPayPal(order)), "captured"],
    [
      "is waited for while under review",
      done(completedAtPayPal(order, { status: "PENDING" })),
      "capture_pending",
    ],
    [
      "is no money when declined",
      done(completedAtPayPal(order, { status: "DECLINED" })),
      "capture_failed",
    ],
    ["of a gone order is gone", failed("gone"), "expired"],
  ])("%s", async (_, seen, state) => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(failed("already_done", "ORDER_ALREADY_CAPTURED"));
    paypal.getOrder.mockResolvedValue(seen);
    await run();
    expect(store.row(order).state).toBe(state);
  });

  test.each<[string, GetOrder]>([
    ["without showing it", done(seenAtPayPal(order, { status: "COMPLETED" }))],
    ["while still showing it as approved", done(seenAtPayPal(order))],
    ["and then can't be asked", failed("unavailable")],
  ])("%s is looked at again later", async (_, seen) => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(failed("already_done"));
    paypal.getOrder.mockResolvedValue(seen);
    await expect(run()).rejects.toBeInstanceOf(RetryLater);
    expect(store.row(order)).toEqual(order);
  });
});

describe("a later try", () => {
  test.each<[string, GetOrder, string]>([
    ["the money was taken", done(completedAtPayPal(order)), "captured"],
    [
      "the capture is under review",
      done(completedAtPayPal(order, { status: "PENDING" })),
      "capture_pending",
    ],
    [
      "the capture was declined",
      done(completedAtPayPal(order, { status: "DECLINED" })),
      "capture_failed",
    ],
    ["the amount is another", done(seenAtPayPal(order, { amount: 1n })), "needs_attention"],
    ["the order was voided", done(seenAtPayPal(order, { status: "VOIDED" })), "expired"],
    ["the order is gone", failed("gone"), "expired"],
  ])("asks PayPal first and captures nothing when %s", async (_, seen, state) => {
    const { store, paypal, run } = setUp();
    paypal.getOrder.mockResolvedValue(seen);
    await run(1);
    expect(paypal.getOrder).toHaveBeenCalledExactlyOnceWith(order.paypalOrderId, "background");
    expect(paypal.captureOrder).not.toHaveBeenCalled();
    expect(store.row(order).state).toBe(state);
  });

  test.each<PayPalFailureKind>(["unavailable", "timeout", "refused", "declined", "payer_again"])(
    "captures nothing while PayPal can't be asked: %s",
    async (kind) => {
      const { store, paypal, run } = setUp();
      paypal.getOrder.mockResolvedValue(failed(kind));
      await expect(run(1)).rejects.toBeInstanceOf(RetryLater);
      expect(paypal.captureOrder).not.toHaveBeenCalled();
      expect(store.row(order)).toEqual(order);
    },
  );
});

describe("a capture job", () => {
  test.each([
    "awaiting_approval",
    "capture_pending",
    "captured",
    "provisioned",
    "capture_failed",
    "expired",
    "needs_attention",
  ] as const)("of an order that is %s does nothing", async (state) => {
    const { store, run } = setUp(sampleOrder({ state }));
    await run();
    await run(5);
    expect(store.applied).toEqual([]);
  });

  test("of an order nobody knows does nothing", async () => {
    const deps = { store: createMemoryStore(), paypal: fakePayPal(), log: quietLog };
    await expect(captureOrder(deps, order.id, { retryCount: 0 })).resolves.toBeUndefined();
  });

  test("that lost the race to another replica leaves its outcome alone", async () => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockImplementation(async () => {
      store.put(approvedOrder({ state: "captured", version: 3 }));
      return done(completedAtPayPal(order));
    });
    await run();
    expect(store.row(order)).toMatchObject({ state: "captured", version: 3 });
    expect(store.applied).toEqual([]);
  });

  test("run on two replicas at once captures under one key and settles once", async () => {
    const { store, paypal, run } = setUp();
    const both = Promise.withResolvers<void>();
    paypal.captureOrder.mockImplementation(async () => {
      if (paypal.captureOrder.mock.calls.length === 2) both.resolve();
      await both.promise;
      return done(completedAtPayPal(order));
    });
    await Promise.all([run(), run()]);
    const keys = paypal.captureOrder.mock.calls.map(([{ idempotencyKey }]) => idempotencyKey);
    expect(new Set(keys).size).toBe(1);
    expect(store.applied).toHaveLength(1);
  });
});
