import { describe, expect, test, vi } from "vitest";
import type { Order } from "../domain/order.ts";
import type { PayPalFailureKind } from "../domain/paypal-result.ts";
import type { Refund, RefundId } from "../domain/refund.ts";
import { done, failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { quietLog } from "../testing/quiet-log.ts";
import {
  capturedOrder,
  completedAtPayPal,
  provisionedOrder,
  sampleOrder,
} from "../testing/sample-order.ts";
import { refundRow, paypalRefund } from "../testing/sample-refund.ts";
import { refundOrder } from "./refund-order.ts";
import { RetryableError } from "./retryable-error.ts";

const order = capturedOrder({ state: "refunding" });
const all = refundRow({ id: "all" as RefundId, amount: null });

function setUp(stored: Order = order, ...refunds: Refund[]) {
  const store = createMemoryStore(stored);
  store.putRefunds(stored.id, refunds.length > 0 ? refunds : [all]);
  const paypal = fakePayPal();
  const run = () => refundOrder({ store, paypal, log: quietLog }, { orderId: stored.id });
  const books = async () =>
    (await store.listRefunds(stored.id)).map(({ id, status }) => `${id} ${status}`).toSorted();
  return { store, paypal, run, books };
}

describe("a refund", () => {
  test("is logged with PayPal's debug id", async () => {
    const { store, paypal } = setUp();
    paypal.refundCapture.mockResolvedValue(done(paypalRefund({ amount: 3100n })));
    const info = vi.fn();
    await refundOrder({ store, paypal, log: { ...quietLog, info } }, { orderId: order.id });
    const fields = { order_id: order.paypalOrderId, status: "completed", debug_id: "debug-ok" };
    expect(info).toHaveBeenCalledExactlyOnceWith(fields, "refund answered");
  });

  test("is requested under its own id, for everything that remains", async () => {
    const { store, paypal, run, books } = setUp();
    paypal.refundCapture.mockResolvedValue(done(paypalRefund({ amount: 3100n })));
    await run();
    expect(paypal.refundCapture).toHaveBeenCalledExactlyOnceWith({
      captureId: order.captureId,
      refundId: "all",
      currency: "EUR",
      amount: null,
    });
    expect(store.row(order)).toMatchObject({ state: "refunded", refundedAmount: 3100n });
    expect(store.applied).toMatchObject([{ cause: { by: "refund_job", debugId: "debug-ok" } }]);
    expect(await books()).toEqual(["all completed"]);
  });

  test("is in the currency that was captured, not the order's", async () => {
    const stored = capturedOrder({ state: "refunding", capturedCurrency: "USD" });
    const { paypal, run } = setUp(stored);
    paypal.refundCapture.mockResolvedValue(done(paypalRefund({ amount: 3100n })));
    await run();
    expect(paypal.refundCapture.mock.calls[0]?.[0].currency).toBe("USD");
  });

  test("that waits for the bank is not requested again", async () => {
    const { store, paypal, run, books } = setUp();
    paypal.refundCapture.mockResolvedValue(
      done(paypalRefund({ amount: 3100n, status: "pending" })),
    );
    await run();
    await run();
    expect(paypal.refundCapture).toHaveBeenCalledOnce();
    expect(store.row(order)).toMatchObject({ state: "refunding", refundedAmount: 0n });
    expect(await books()).toEqual(["all pending"]);
  });

  test.each<PayPalFailureKind>(["unavailable", "timeout", "unauthorized"])(
    "is requested again with the same key after: %s",
    async (kind) => {
      const { store, paypal, run } = setUp();
      paypal.refundCapture.mockResolvedValueOnce(failed(kind, "ISSUE", 4_000));
      await expect(run()).rejects.toMatchObject({ name: "RetryableError", afterMs: 4_000 });
      expect(store.row(order)).toEqual(order);
      paypal.refundCapture.mockResolvedValueOnce(done(paypalRefund({ amount: 3100n })));
      await run();
      const keys = paypal.refundCapture.mock.calls.map(([{ refundId }]) => refundId);
      expect(keys).toEqual(["all", "all"]);
      expect(store.row(order).state).toBe("refunded");
    },
  );

  test.each<PayPalFailureKind>(["refused", "declined", "gone", "payer_can_retry"])(
    "that PayPal rejects moves the order to manual review: %s",
    async (kind) => {
      const { store, paypal, run, books } = setUp();
      paypal.refundCapture.mockResolvedValue(failed(kind));
      await run();
      expect(store.row(order)).toMatchObject({
        state: "needs_attention",
        problem: expect.any(String),
      });
      expect(store.applied).toMatchObject([{ cause: { debugId: "debug-failed" } }]);
      expect(await books()).toEqual(["all failed"]);
    },
  );

  test("that has to wait shows PayPal's last reason and its time, until PayPal makes it", async () => {
    const { store, paypal, run } = setUp();
    paypal.refundCapture
      .mockResolvedValueOnce(failed("unavailable", "REFUND_FAILED_INSUFFICIENT_FUNDS"))
      .mockResolvedValueOnce(failed("timeout", "TIMEOUT"))
      .mockResolvedValueOnce(done(paypalRefund({ amount: 3100n })));
    for (let tries = 0; tries < 2; tries += 1) {
      await expect(run()).rejects.toBeInstanceOf(RetryableError);
      expect(await store.listRefunds(order.id)).toMatchObject([
        {
          status: "requested",
          failureReason: "REFUND_FAILED_INSUFFICIENT_FUNDS",
          failedAt: expect.any(Date),
        },
      ]);
    }
    await run();
    expect(await store.listRefunds(order.id)).toMatchObject([
      { status: "completed", failureReason: null, failedAt: null },
    ]);
  });

  test.each([
    ["a reason of PayPal's", "REFUND_TIME_LIMIT_EXCEEDED", "REFUND_TIME_LIMIT_EXCEEDED"],
    ["an unlisted reason", "REFUND_MOON_PHASE", "REFUND_MOON_PHASE"],
    ["terminal control characters", "A\u001b[2J", "A_2J"],
  ])("that PayPal rejects keeps the reason: %s", async (_, issue, kept) => {
    const { store, paypal, run } = setUp();
    paypal.refundCapture.mockResolvedValue(failed("refused", issue));
    await run();
    expect(await store.listRefunds(order.id)).toMatchObject([
      { status: "failed", failureReason: kept, failedAt: expect.any(Date) },
    ]);
  });

  test("that was made elsewhere is read from PayPal's list", async () => {
    const { store, paypal, run, books } = setUp();
    paypal.refundCapture.mockResolvedValue(failed("already_done", "CAPTURE_FULLY_REFUNDED"));
    const seen = completedAtPayPal(order, { status: "REFUNDED" });
    paypal.getOrder.mockResolvedValue(
      done({ ...seen, refunds: [paypalRefund({ amount: 3100n })] }),
    );
    await run();
    expect(store.row(order)).toMatchObject({ state: "refunded", refundedAmount: 3100n });
    expect(await books()).toEqual(["all completed"]);
  });

  test("that PayPal reports as done but does not list moves the order to manual review", async () => {
    const { store, paypal, run, books } = setUp();
    paypal.refundCapture.mockResolvedValue(failed("already_done", "CAPTURE_FULLY_REFUNDED"));
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order, { status: "REFUNDED" })));
    await run();
    expect(store.row(order).state).toBe("needs_attention");
    expect(await books()).toEqual(["all failed"]);
  });

  test("that PayPal reports as done waits while its list is unavailable", async () => {
    const { store, paypal, run } = setUp();
    paypal.refundCapture.mockResolvedValue(failed("already_done"));
    paypal.getOrder.mockResolvedValue(failed("timeout"));
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(store.row(order)).toEqual(order);
  });

  test("of a delivered cluster leaves its order provisioned, or moves it to manual review if PayPal rejects", async () => {
    for (const [answer, row] of [
      [done(paypalRefund()), { state: "provisioned", refundedAmount: 200n }],
      [failed("refused"), { state: "needs_attention", problem: expect.any(String) }],
    ] as const) {
      const { store, paypal, run } = setUp(provisionedOrder(), refundRow());
      paypal.refundCapture.mockResolvedValue(answer);
      await run();
      expect(store.row(order)).toMatchObject(row);
    }
  });
});

describe("several refunds", () => {
  test("of 2 and 3 are requested under their own keys and make 5", async () => {
    const two = refundRow({ id: "two" as RefundId, amount: 200n });
    const three = refundRow({ id: "three" as RefundId, amount: 300n });
    const { store, paypal, run } = setUp(provisionedOrder(), two, three);
    paypal.refundCapture.mockImplementation(async ({ refundId, amount }) =>
      // PayPal returns no id of ours here: the idempotency key identifies our refund.
      done(paypalRefund({ paypalRefundId: `R-${refundId}`, amount: amount ?? 0n })),
    );
    await run();
    const requested = paypal.refundCapture.mock.calls.map(([{ refundId, amount }]) => [
      refundId,
      amount,
    ]);
    expect(requested).toEqual([
      ["two", 200n],
      ["three", 300n],
    ]);
    expect(store.row(order)).toMatchObject({ state: "provisioned", refundedAmount: 500n });
    expect(await store.listRefunds(order.id)).toHaveLength(2);
  });

  test("are not requested twice if the last of them failed transiently", async () => {
    const two = refundRow({ id: "two" as RefundId, amount: 200n });
    const three = refundRow({ id: "three" as RefundId, amount: 300n });
    const { paypal, run } = setUp(provisionedOrder(), two, three);
    paypal.refundCapture
      .mockResolvedValueOnce(done(paypalRefund({ paypalRefundId: "R-2" })))
      .mockResolvedValueOnce(failed("timeout"))
      .mockResolvedValueOnce(done(paypalRefund({ paypalRefundId: "R-3", amount: 300n })));
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    await run();
    const requested = paypal.refundCapture.mock.calls.map(([{ refundId }]) => refundId);
    expect(requested).toEqual(["two", "three", "three"]);
  });
});

test("a refund that has to wait does not delay the others", async () => {
  const two = refundRow({ id: "two" as RefundId });
  const three = refundRow({ id: "three" as RefundId, amount: 300n });
  const { paypal, run, books } = setUp(provisionedOrder(), two, three);
  paypal.refundCapture
    .mockResolvedValueOnce(failed("unavailable", "REFUND_FAILED_INSUFFICIENT_FUNDS"))
    .mockResolvedValueOnce(done(paypalRefund({ amount: 300n })));
  await expect(run()).rejects.toBeInstanceOf(RetryableError);
  expect(await books()).toEqual(["three completed", "two requested"]);
});

describe("a refund job requests nothing from PayPal", () => {
  test.each<[string, Order, Refund[]]>([
    ["of an order that was never captured", sampleOrder({ state: "refunding" }), [all]],
    [
      "whose refunds are all complete",
      order,
      [refundRow({ status: "failed" }), refundRow({ status: "completed" })],
    ],
  ])("%s", async (_, stored, refunds) => {
    const { paypal, run } = setUp(stored, ...refunds);
    await run();
    expect(paypal.refundCapture).not.toHaveBeenCalled();
  });

  test("of an unknown order", async () => {
    const deps = { store: createMemoryStore(), paypal: fakePayPal(), log: quietLog };
    await expect(refundOrder(deps, { orderId: order.id })).resolves.toBeUndefined();
  });
});
