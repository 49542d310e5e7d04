import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Order } from "../domain/order.ts";
import type { PayPalFailureKind } from "../domain/paypal-result.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";
import { done, failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { quietLog } from "../testing/quiet-log.ts";
import {
  approvedOrder,
  completedAtPayPal,
  sampleOrder,
  orderAtPayPal,
} from "../testing/sample-order.ts";
import { captureOrder } from "./capture-order.ts";
import { RetryableError } from "./retryable-error.ts";

const order = approvedOrder();

// Before the sample order's deadline at 13:00.
beforeEach(
  () => void vi.useFakeTimers({ now: new Date("2026-03-01T10:04:00Z"), toFake: ["Date"] }),
);
afterEach(() => void vi.useRealTimers());

/** An order past its deadline that PayPal did not find twice: the third time is final. */
const missing = (): Order => {
  vi.setSystemTime(new Date("2026-03-01T13:10:00Z"));
  return approvedOrder({ missingReads: 2, missingSince: new Date("2026-03-01T13:02:00Z") });
};

function setUp(stored: Order = order) {
  const store = createMemoryStore(stored);
  const paypal = fakePayPal();
  paypal.getOrder.mockResolvedValue(
    done(orderAtPayPal(stored, { updateTime: stored.approvalTime })),
  );
  const run = (isRetry = false) =>
    captureOrder({ store, paypal, log: quietLog }, { orderId: stored.id, isRetry });
  return { store, paypal, run };
}

type GetOrder = Awaited<ReturnType<PayPalGateway["getOrder"]>>;

describe("the first attempt of a capture", () => {
  test("captures under the order's own key and queues the delivery", async () => {
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
    ["REFUNDED", "refunding"],
  ] as const)("delivers nothing for a capture that is %s", async (status, state) => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(done(completedAtPayPal(order, { status })));
    await run();
    expect(store.row(order).state).toBe(state);
    expect(store.queued.map(({ job }) => job)).not.toContain("deliver");
  });

  test("refunds a capture of another amount", async () => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(done(completedAtPayPal(order, { amount: 1n })));
    await run();
    expect(store.row(order)).toMatchObject({
      state: "refunding",
      capturedAmount: 1n,
      problem: "The payment differs from the amount due.",
    });
    expect(store.queued).toMatchObject([{ job: "refund" }]);
    expect(await store.listRefunds(order.id)).toMatchObject([
      { amount: null, status: "requested" },
    ]);
  });

  test("is retried if PayPal's response has no capture", async () => {
    const { store, paypal, run } = setUp();
    const untold = done(orderAtPayPal(order, { status: "COMPLETED" }));
    paypal.captureOrder.mockResolvedValue(untold);
    paypal.getOrder.mockResolvedValue(untold);
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(store.row(order)).toEqual(order);
  });

  test("reads what PayPal's response omitted from the order itself", async () => {
    const { store, paypal, run } = setUp();
    const minimal = { ...completedAtPayPal(order), payeeEmail: null, payeeMerchantId: null };
    paypal.captureOrder.mockResolvedValue(done(minimal));
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    await run();
    expect(store.row(order).state).toBe("captured");
  });

  test("waits while PayPal does not find the order, and reads it at the next attempt", async () => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(failed("gone"));
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(store.row(order)).toMatchObject({ state: "approved", missingReads: 1 });
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    await run(true);
    expect(store.row(order)).toMatchObject({ state: "captured", missingReads: 0 });
  });

  test("moves an order that stays unfound past its deadline to manual review, with the evidence", async () => {
    const { store, paypal, run } = setUp(missing());
    paypal.captureOrder.mockResolvedValue(failed("gone"));
    await run();
    expect(store.row(order)).toMatchObject({
      state: "needs_attention",
      problem:
        "PayPal does not show the payment you approved. Our team is checking whether money was taken.",
    });
    expect(store.applied).toMatchObject([{ cause: { note: expect.stringContaining("3 times") } }]);
  });

  test.each<[PayPalFailureKind, object]>([
    ["declined", { state: "capture_failed", problem: "PayPal declined the payment." }],
    [
      "refused",
      {
        state: "needs_attention",
        problem: "PayPal rejected our request to collect the payment you approved.",
      },
    ],
    [
      "payer_can_retry",
      {
        state: "awaiting_approval",
        approvalStatus: null,
        captureAttempt: 2,
        approvalRefusal: "declined",
        problem:
          "PayPal declined this payment method. No money was taken. Please choose another one at PayPal.",
      },
    ],
    [
      "not_approved",
      {
        state: "awaiting_approval",
        approvalStatus: null,
        captureAttempt: 2,
        approvalRefusal: "incomplete",
        problem:
          "The payment is not approved completely. No money was taken. Please complete the approval at PayPal.",
      },
    ],
  ])("records what PayPal permanently rejected: %s", async (kind, row) => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(failed(kind));
    await run();
    expect(store.row(order)).toMatchObject(row);
    expect(store.applied).toMatchObject([{ cause: { debugId: "debug-failed" }, job: null }]);
  });

  test.each<PayPalFailureKind>(["unavailable", "timeout", "unauthorized"])(
    "is retried with the same key after a transient fault: %s",
    async (kind) => {
      const { store, paypal, run } = setUp();
      paypal.captureOrder.mockResolvedValue(failed(kind));
      await expect(run()).rejects.toBeInstanceOf(RetryableError);
      expect(store.row(order)).toEqual(order);

      paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
      paypal.captureOrder.mockResolvedValue(done(completedAtPayPal(order)));
      await run(true);
      const keys = paypal.captureOrder.mock.calls.map(([{ idempotencyKey }]) => idempotencyKey);
      expect(keys).toEqual([`${order.id}:capture:1`, `${order.id}:capture:1`]);
      expect(store.row(order).state).toBe("captured");
    },
  );

  test("waits as long as PayPal requests, without counting a retry", async () => {
    const { paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(failed("unavailable", "RATE_LIMIT_REACHED", 7_000));
    await expect(run()).rejects.toMatchObject({ name: "RetryableError", afterMs: 7_000 });
    paypal.getOrder.mockResolvedValue(failed("unavailable", "RATE_LIMIT_REACHED", 9_000));
    await expect(run(true)).rejects.toMatchObject({ name: "RetryableError", afterMs: 9_000 });
  });

  test("uses a new key after the payer approved again", async () => {
    const { paypal, run } = setUp(approvedOrder({ captureAttempt: 3 }));
    paypal.captureOrder.mockResolvedValue(done(completedAtPayPal(order)));
    await run();
    expect(paypal.captureOrder.mock.calls[0]?.[0].idempotencyKey).toBe(`${order.id}:capture:3`);
  });
});

describe("a capture that PayPal reports as done already", () => {
  test.each<[string, GetOrder, string]>([
    ["is recorded", done(completedAtPayPal(order)), "captured"],
    [
      "is awaited while under review",
      done(completedAtPayPal(order, { status: "PENDING" })),
      "capture_pending",
    ],
    [
      "is unpaid if declined",
      done(completedAtPayPal(order, { status: "DECLINED" })),
      "capture_failed",
    ],
  ])("%s", async (_, seen, state) => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(failed("already_done", "ORDER_ALREADY_CAPTURED"));
    paypal.getOrder.mockResolvedValue(seen);
    await run();
    expect(store.row(order).state).toBe(state);
  });

  test.each<[string, GetOrder]>([
    ["without showing it", done(orderAtPayPal(order, { status: "COMPLETED" }))],
    ["while still showing it as approved", done(orderAtPayPal(order))],
    ["and then is unavailable", failed("unavailable")],
    ["and then returns an unreadable response", failed("unreadable")],
  ])("%s is read again later", async (_, seen) => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockResolvedValue(failed("already_done"));
    paypal.getOrder.mockResolvedValue(seen);
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(store.row(order)).toEqual(order);
  });
});

describe("a later attempt", () => {
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
    ["the amount differs", done(orderAtPayPal(order, { amount: 1n })), "capture_failed"],
    ["the order was voided", done(orderAtPayPal(order, { status: "VOIDED" })), "needs_attention"],
  ])("reads the order first and captures nothing if %s", async (_, seen, state) => {
    const { store, paypal, run } = setUp();
    paypal.getOrder.mockResolvedValue(seen);
    await run(true);
    expect(paypal.getOrder).toHaveBeenCalledExactlyOnceWith(order.paypalOrderId, "background");
    expect(paypal.captureOrder).not.toHaveBeenCalled();
    expect(store.row(order).state).toBe(state);
  });

  test.each<PayPalFailureKind>([
    "unavailable",
    "timeout",
    "unauthorized",
    "refused",
    "payer_can_retry",
  ])("captures nothing while PayPal is unavailable: %s", async (kind) => {
    const { store, paypal, run } = setUp();
    paypal.getOrder.mockResolvedValue(failed(kind));
    await expect(run(true)).rejects.toBeInstanceOf(RetryableError);
    expect(paypal.captureOrder).not.toHaveBeenCalled();
    expect(store.row(order)).toEqual(order);
  });
});

test("a later attempt for an order that stays unfound past its deadline captures nothing", async () => {
  const { store, paypal, run } = setUp(missing());
  paypal.getOrder.mockResolvedValue(failed("gone"));
  await run(true);
  expect(paypal.captureOrder).not.toHaveBeenCalled();
  expect(store.row(order).state).toBe("needs_attention");
});

test.each([
  ["whose time includes the refusal leaves no new approval", false, "10:04:01", "10:04:00"],
  ["without PayPal's time leaves none either", false, null, "10:04:00"],
  ["does not hide an approval before the next read", false, "10:03:50", "10:03:00"],
  ["whose first response was lost does not hide an approval since", true, "10:04:01", "10:03:00"],
])("a rejected capture %s", async (_, isRetry, refusedAt, kept) => {
  const at = (time: string) => new Date(`2026-03-01T${time}Z`);
  const { store, paypal, run } = setUp(approvedOrder({ approvalTime: at("10:03:00") }));
  const answeredAt = refusedAt === null ? undefined : at(refusedAt);
  const failure = { kind: "payer_can_retry", issue: "INSTRUMENT_DECLINED", answeredAt } as const;
  paypal.captureOrder.mockResolvedValue({ ok: false, failure });
  const updateTime = at("10:04:00");
  paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order, { updateTime })));
  await run(isRetry);
  expect(store.row(order)).toMatchObject({
    state: "awaiting_approval",
    approvalTime: at(kept),
  });
});

describe("a capture job", () => {
  test.each([
    "awaiting_approval",
    "capture_pending",
    "captured",
    "provisioned",
    "capture_failed",
    "expired",
    "refunding",
    "refunded",
    "needs_attention",
  ] as const)("of an order that is %s does nothing", async (state) => {
    const { store, run } = setUp(sampleOrder({ state }));
    await run();
    await run(true);
    expect(store.applied).toEqual([]);
  });

  test("of an unknown order does nothing", async () => {
    const deps = { store: createMemoryStore(), paypal: fakePayPal(), log: quietLog };
    await expect(
      captureOrder(deps, { orderId: order.id, isRetry: false }),
    ).resolves.toBeUndefined();
  });

  test("does not change an outcome that another replica recorded first", async () => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockImplementation(async () => {
      store.put(approvedOrder({ state: "captured", version: 3 }));
      return done(completedAtPayPal(order));
    });
    await run();
    expect(store.row(order)).toMatchObject({ state: "captured", version: 3 });
    expect(store.applied).toEqual([]);
  });

  test("records the payment of an order that became a dead letter concurrently", async () => {
    const { store, paypal, run } = setUp();
    paypal.captureOrder.mockImplementation(async () => {
      store.put(
        approvedOrder({ state: "needs_attention", version: 3, problem: "The refund failed." }),
      );
      return done(completedAtPayPal(order));
    });
    await run();
    expect(store.row(order)).toMatchObject({ state: "captured", version: 4, problem: null });
  });

  test("that runs on two replicas concurrently captures under one key and records one outcome", async () => {
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
