import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { PayPalFailureKind } from "../domain/paypal-result.ts";
import { done, failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import {
  capturedOrder,
  completedAtPayPal,
  provisionedOrder,
  sampleOrder,
  orderAtPayPal,
} from "../testing/sample-order.ts";
import { paypalRefund } from "../testing/sample-refund.ts";
import { syncOrder } from "./sync-order.ts";

const order = sampleOrder();

function setUp(stored: Order = order) {
  const store = createMemoryStore(stored);
  const paypal = fakePayPal();
  const sync = () => syncOrder({ store, paypal }, stored, { by: "sweep" });
  return { store, paypal, sync };
}

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-01T10:30:00Z") }));
afterEach(() => void vi.useRealTimers());

describe("an order synchronized with PayPal", () => {
  test.each([
    ["approved by the payer", orderAtPayPal(order), "approved", "capture"],
    ["captured in the browser", completedAtPayPal(order), "captured", "deliver"],
    ["held", completedAtPayPal(order, { status: "PENDING" }), "capture_pending", undefined],
    ["declined", completedAtPayPal(order, { status: "DECLINED" }), "capture_failed", undefined],
    ["paid with another amount", completedAtPayPal(order, { amount: 1n }), "refunding", "refund"],
  ] as const)("is %s", async (_, seen, state, job) => {
    const { store, paypal, sync } = setUp();
    paypal.getOrder.mockResolvedValue(done(seen));
    await sync();
    expect(paypal.getOrder).toHaveBeenCalledExactlyOnceWith(order.paypalOrderId, "background");
    expect(store.row(order).state).toBe(state);
    expect(store.queued[0]?.job).toBe(job);
    expect(store.applied).toMatchObject([{ cause: { by: "sweep", debugId: "debug-ok" } }]);
  });

  test("does not change before its deadline", async () => {
    const { store, paypal, sync } = setUp();
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order, { status: "CREATED" })));
    vi.setSystemTime(order.approveBefore);
    await sync();
    expect(store.row(order)).toEqual(order);
  });

  test("expires after its deadline", async () => {
    const { store, paypal, sync } = setUp();
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order, { status: "CREATED" })));
    vi.setSystemTime(order.approveBefore.getTime() + 1);
    await sync();
    expect(store.row(order).state).toBe("expired");
    expect(store.applied).toMatchObject([{ event: { type: "approval_timed_out" } }]);
  });

  const hourMs = 3_600_000;
  test.each([
    ["does not show its capture", orderAtPayPal(order, { status: "COMPLETED" })],
    ["shows an unreadable amount", completedAtPayPal(order, { amount: null })],
  ])("never expires if PayPal completed it but %s: manual review", async (_, seen) => {
    const { store, paypal, sync } = setUp();
    paypal.getOrder.mockResolvedValue(done(seen));
    vi.setSystemTime(order.approveBefore.getTime() + hourMs);
    await sync();
    expect(store.row(order)).toEqual(order);
    vi.setSystemTime(order.approveBefore.getTime() + hourMs + 1);
    await sync();
    expect(store.row(order)).toMatchObject({
      state: "needs_attention",
      problem: expect.stringContaining("does not show"),
    });
  });

  test("that expired moves to manual review if PayPal completed it", async () => {
    const expired = sampleOrder({ state: "expired", version: 2 });
    const { store, paypal, sync } = setUp(expired);
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order, { status: "COMPLETED" })));
    vi.setSystemTime(order.createdAt.getTime() + 6 * hourMs);
    await sync();
    expect(store.row(expired).state).toBe("needs_attention");
  });

  test("is approved if the payer approved just in time", async () => {
    const { store, paypal, sync } = setUp();
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
    vi.setSystemTime(order.approveBefore.getTime() + 1);
    await sync();
    expect(store.row(order).state).toBe("approved");
  });

  describe("an order after a declined capture", () => {
    const approvalTime = new Date("2026-03-01T10:03:00Z");
    const declined = sampleOrder({
      captureAttempt: 2,
      version: 3,
      approvalRefusal: "declined",
      approvalTime,
    });
    const shown = done(orderAtPayPal(order, { updateTime: approvalTime }));

    test("is not captured again for the approval that PayPal still shows, and expires", async () => {
      const { store, paypal, sync } = setUp(declined);
      paypal.getOrder.mockResolvedValue(shown);
      await sync();
      expect(store.row(declined)).toEqual(declined);
      vi.setSystemTime(order.approveBefore.getTime() + 1);
      await sync();
      expect(store.row(declined).state).toBe("expired");
      await syncOrder({ store, paypal }, store.row(declined), { by: "sweep" });
      expect(store.row(declined).state).toBe("expired");
      expect(store.queued).toEqual([]);
    });

    test.each([
      ["the late event of the used approval", approvalTime, "awaiting_approval"],
      ["the event of a new approval", new Date("2026-03-01T10:09:00Z"), "approved"],
      ["an event without a time, if the order's time is unchanged", null, "awaiting_approval"],
    ])("is changed by an approval event only if it is new: %s", async (_, updateTime, state) => {
      const { store, paypal } = setUp(declined);
      paypal.getOrder.mockResolvedValue(shown);
      const event = { by: "webhook", approvalEvent: { updateTime } } as const;
      await syncOrder({ store, paypal }, declined, event);
      expect(store.row(declined).state).toBe(state);
    });
  });

  test("is gone only if PayPal repeatedly does not find it past its deadline", async () => {
    const { store, paypal } = setUp();
    paypal.getOrder.mockResolvedValue(failed("gone"));
    const states: string[] = [];
    for (const minute of [-60, -1, 1, 2]) {
      vi.setSystemTime(order.approveBefore.getTime() + minute * 60_000);
      await syncOrder({ store, paypal }, store.row(order), { by: "sweep" });
      states.push(store.row(order).state);
    }
    expect(states).toEqual([...Array(2).fill("awaiting_approval"), "expired", "expired"]);
    expect(store.applied).toMatchObject([
      { event: { type: "order_gone" }, cause: { note: expect.stringContaining("3 times since") } },
    ]);
  });

  test("that PayPal does not find is due again in a minute", async () => {
    const { store, paypal, sync } = setUp();
    paypal.getOrder.mockResolvedValue(failed("gone"));
    await sync();
    vi.setSystemTime(Date.now() + 60_000);
    expect(await store.claimDue(1)).toMatchObject([{ id: order.id, missingReads: 1 }]);
  });

  test("does not change if PayPal deleted it and it is paid", async () => {
    const { store, paypal, sync } = setUp(provisionedOrder());
    paypal.getOrder.mockResolvedValue(failed("gone"));
    await sync();
    expect(store.row(order).state).toBe("provisioned");
  });

  test("is left to a later run after a concurrent change", async () => {
    const { store, paypal, sync } = setUp();
    paypal.getOrder.mockImplementation(async () => {
      store.put(capturedOrder({ version: 9 }));
      return done(completedAtPayPal(order));
    });
    await sync();
    expect(store.row(order).version).toBe(9);
    expect(store.applied).toEqual([]);
  });

  test.each([
    ["taken", {}, "captured"],
    ["held", { status: "PENDING" }, "capture_pending"],
    ["wrong", { amount: 1n }, "refunding"],
  ] as const)(
    "records money that was %s when it expired concurrently",
    async (_, capture, state) => {
      const { store, paypal, sync } = setUp();
      paypal.getOrder.mockImplementation(async () => {
        // The sweeper read the order as unpaid a moment before, and writes first.
        store.put(sampleOrder({ state: "expired", version: 2 }));
        return done(completedAtPayPal(order, capture));
      });
      await sync();
      expect(store.row(order)).toMatchObject({ state, version: 3 });
    },
  );

  test("ends without a capture if the user pays for that cluster already", async () => {
    const { store, paypal, sync } = setUp();
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
    store.holdName("FIRST" as PayPalOrderId);
    await sync();
    expect(store.row(order)).toMatchObject({ state: "expired", firstOrderId: "FIRST" });
    store.holdName(null);
    await sync();
    expect(store.row(order)).toMatchObject({ state: "expired", version: 2 });
    expect(store.queued).toEqual([]);
  });

  test("is synchronized again while the database is unavailable", async () => {
    const { store, paypal } = setUp();
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
    const down = { ...store, apply: () => Promise.reject(new BillingError("service_unavailable")) };
    const other = syncOrder({ store: down, paypal }, order, { by: "webhook" });
    await expect(other).rejects.toMatchObject({ code: "service_unavailable" });
  });

  test("gets every refund that PayPal lists, after their capture", async () => {
    const { store, paypal, sync } = setUp();
    const refunds = [
      paypalRefund({ paypalRefundId: "R-2", amount: 200n }),
      paypalRefund({ paypalRefundId: "R-3", amount: 300n }),
    ];
    const seen = { ...completedAtPayPal(order, { status: "PARTIALLY_REFUNDED" }), refunds };
    paypal.getOrder.mockResolvedValue(done(seen));
    await sync();
    await sync();
    expect(store.row(order)).toMatchObject({ state: "captured", refundedAmount: 500n });
    expect(await store.listRefunds(order.id)).toHaveLength(2);
  });

  test("records no refund before its capture", async () => {
    const { store, paypal, sync } = setUp();
    const refunds = [paypalRefund({ amount: 3100n })];
    const seen = { ...completedAtPayPal(order, { status: "REFUNDED" }), refunds };
    paypal.getOrder.mockResolvedValue(done(seen));
    // Its capture cannot be written.
    store.apply = async () => null;
    await expect(sync()).rejects.toMatchObject({ name: "RetryableError" });
    expect(await store.listRefunds(order.id)).toEqual([]);
  });

  test("that was first read as fully refunded ends refunded, without a request to PayPal", async () => {
    const { store, paypal, sync } = setUp();
    const refunds = [paypalRefund({ amount: 3100n })];
    const seen = { ...completedAtPayPal(order, { status: "REFUNDED" }), refunds };
    paypal.getOrder.mockResolvedValue(done(seen));
    await sync();
    expect(store.row(order)).toMatchObject({ state: "refunded", refundedAmount: 3100n });
    expect(await store.listRefunds(order.id)).toMatchObject([{ status: "completed" }]);
  });

  test.each<PayPalFailureKind>(["unavailable", "timeout", "unauthorized", "refused"])(
    "is synchronized again when PayPal requests it, after: %s",
    async (kind) => {
      const { store, paypal, sync } = setUp();
      paypal.getOrder.mockResolvedValue(failed(kind, "ISSUE", 5_000));
      await expect(sync()).rejects.toMatchObject({ name: "RetryableError", afterMs: 5_000 });
      expect(store.row(order)).toEqual(order);
    },
  );
});

describe("a reversed payment", () => {
  const paid = provisionedOrder({ provisionedAt: new Date("2026-03-01T10:05:00Z") });
  const reversal = paypalRefund({ paypalRefundId: "V-1", amount: 3100n, kind: "reversal" });
  const complete = completedAtPayPal(paid);

  /** An order whose payment was reversed, after a refund of what `reversal` leaves. */
  async function takenBack(taken = reversal) {
    const { store, paypal } = setUp(paid);
    const refunded = paid.amount - taken.amount;
    const refund = paypalRefund({ paypalRefundId: "R-1", amount: refunded });
    if (refunded > 0n) await store.recordRefund(paid.id, refund, { by: "webhook" });
    await store.recordRefund(paid.id, taken, { by: "webhook" });
    expect(store.row(paid)).toMatchObject({ state: "needs_attention" });
    return { store, paypal, sync: () => syncOrder({ store, paypal }, store.row(paid), sweep) };
  }
  const sweep = { by: "sweep" } as const;

  test("is restored besides an earlier refund if only the reversal itself shows it", async () => {
    const part = { ...reversal, amount: 2100n };
    const { store, paypal, sync } = await takenBack(part);
    const seen = completedAtPayPal(paid, { status: "PARTIALLY_REFUNDED" });
    paypal.getOrder.mockResolvedValue(done(seen));
    paypal.getRefund.mockResolvedValue(done({ ...part, status: "failed", isCancelled: true }));
    await sync();
    await sync();
    expect(paypal.getRefund).toHaveBeenCalledExactlyOnceWith("V-1");
    expect(store.row(paid)).toMatchObject({
      state: "provisioned",
      reversedAmount: 0n,
      refundedAmount: 1000n,
      problem: null,
    });
  });

  test("is restored if the payment is complete and PayPal does not list the reversal", async () => {
    const { store, paypal, sync } = await takenBack();
    paypal.getOrder.mockResolvedValue(done(complete));
    paypal.getRefund.mockResolvedValue(failed("gone"));
    await sync();
    expect(store.row(paid)).toMatchObject({ state: "provisioned", reversedAmount: 0n });
    // If the reversal is shown again, it counts again.
    paypal.getOrder.mockResolvedValue(
      done({ ...completedAtPayPal(paid, { status: "REFUNDED" }), refunds: [reversal] }),
    );
    await sync();
    expect(store.row(paid)).toMatchObject({ state: "needs_attention", reversedAmount: 3100n });
  });

  test.each([
    [
      "whose payment is marked as reversed",
      completedAtPayPal(paid, { isTakenBack: true }),
      failed("gone"),
    ],
    ["whose payment is refunded", completedAtPayPal(paid, { status: "REFUNDED" }), failed("gone")],
    [
      "whose payment is refunded in part",
      completedAtPayPal(paid, { status: "PARTIALLY_REFUNDED" }),
      failed("gone"),
    ],
    ["that is listed", { ...complete, refunds: [reversal] }, failed("gone")],
    ["that PayPal shows", complete, done(reversal)],
    ["that PayPal's responses omit", complete, failed("declined")],
    ["whose payment is not shown", orderAtPayPal(paid, { status: "COMPLETED" }), failed("gone")],
  ])("stays reversed while PayPal has a reversal %s", async (_, seen, shown) => {
    const { store, paypal, sync } = await takenBack();
    paypal.getOrder.mockResolvedValue(done(seen));
    paypal.getRefund.mockResolvedValue(shown);
    await sync();
    expect(store.row(paid)).toMatchObject({ state: "needs_attention", reversedAmount: 3100n });
  });

  test("is read again if PayPal is unavailable", async () => {
    const { store, paypal, sync } = await takenBack();
    paypal.getOrder.mockResolvedValue(done(complete));
    paypal.getRefund.mockResolvedValue(failed("unavailable", "ISSUE", 5_000));
    await expect(sync()).rejects.toMatchObject({ name: "RetryableError", afterMs: 5_000 });
    expect(store.row(paid)).toMatchObject({ reversedAmount: 3100n });
  });
});
