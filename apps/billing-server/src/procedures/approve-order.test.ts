import { orderStates } from "@onekonsole/billing-contract";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BillingError } from "../domain/billing-error.ts";
import type { Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { Capture } from "../domain/paypal-order.ts";
import type { PayPalFailureKind } from "../domain/paypal-result.ts";
import { statesWhere } from "../domain/state-traits.ts";
import { ingress } from "../testing/callers.ts";
import { done, failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import {
  capturedOrder,
  completedAtPayPal,
  sampleOrder,
  orderAtPayPal,
} from "../testing/sample-order.ts";
import { approveOrder } from "./approve-order.ts";

const order = sampleOrder();
const id = order.paypalOrderId;

// Before the sample order's deadline at 13:00.
beforeEach(
  () => void vi.useFakeTimers({ now: new Date("2026-03-01T10:04:00Z"), toFake: ["Date"] }),
);
afterEach(() => void vi.useRealTimers());

function setUp(stored: Order = order) {
  const store = createMemoryStore(stored);
  const paypal = fakePayPal();
  return { store, paypal, deps: sampleDependencies({ store, paypal }) };
}

describe("the first approve of an order", () => {
  test("changes it when PayPal shows the payer's approval", async () => {
    const { store, paypal, deps } = setUp();
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
    expect(await approveOrder(deps, { caller: ingress, input: { order_id: id } })).toEqual({
      id,
      status: "APPROVED",
    });
    expect(paypal.getOrder).toHaveBeenCalledWith(id, "interactive");
    expect(store.row(order).state).toBe("approved");
    expect(store.applied).toEqual([
      {
        event: { type: "payer_approved", approvalTime: null },
        cause: { by: "approve", debugId: "debug-ok" },
        job: "capture",
      },
    ]);
  });

  test("records the browser's capture if PayPal shows it", async () => {
    const { store, paypal, deps } = setUp();
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    expect(await approveOrder(deps, { caller: ingress, input: { order_id: id } })).toEqual({
      id,
      status: "COMPLETED",
    });
    expect(store.row(order)).toMatchObject({ state: "captured", captureId: "2GG279541U471931P" });
    expect(store.applied[0]?.job).toBe("deliver");
  });

  test("succeeds while PayPal reviews the browser's capture, and delivers nothing", async () => {
    const { store, paypal, deps } = setUp();
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order, { status: "PENDING" })));
    expect(await approveOrder(deps, { caller: ingress, input: { order_id: id } })).toEqual({
      id,
      status: "COMPLETED",
    });
    expect(store.row(order).state).toBe("capture_pending");
    expect(store.applied[0]?.job).toBeNull();
  });

  test("succeeds if PayPal shows another order's capture, and the order moves to manual review", async () => {
    const { store, paypal, deps } = setUp();
    const other = { id: "other" as OrderId, paypalOrderId: "OTHER" as PayPalOrderId };
    store.put(capturedOrder(other));
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    expect(await approveOrder(deps, { caller: ingress, input: { order_id: id } })).toEqual({
      id,
      status: "COMPLETED",
    });
    expect(store.row(order)).toMatchObject({ state: "needs_attention", capturedAmount: 0n });
    expect(store.applied).toMatchObject([{ cause: { note: expect.stringContaining("OTHER") } }]);
  });

  test.each<[string, Partial<Capture>, string, string]>([
    ["declined", { status: "DECLINED" }, "capture_failed", "payment_declined"],
    ["failed", { status: "FAILED" }, "capture_failed", "payment_declined"],
    ["of another amount", { amount: 1n }, "refunding", "payment_mismatch"],
    ["of another currency", { currency: "USD" }, "refunding", "payment_mismatch"],
    ["of another order", { customId: "another" }, "refunding", "payment_mismatch"],
    ["refunded", { status: "REFUNDED" }, "refunding", "payment_mismatch"],
  ])(
    "is rejected, and nothing delivered, if the browser's capture is %s",
    async (_, capture, state, code) => {
      const { store, paypal, deps } = setUp();
      paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order, capture)));
      await expect(
        approveOrder(deps, { caller: ingress, input: { order_id: id } }),
      ).rejects.toMatchObject({ code });
      expect(store.row(order).state).toBe(state);
      expect(store.queued.map(({ job }) => job)).toEqual(state === "refunding" ? ["refund"] : []);
      // The second approve returns the same.
      await expect(
        approveOrder(deps, { caller: ingress, input: { order_id: id } }),
      ).rejects.toMatchObject({ code });
      expect(store.applied).toHaveLength(1);
    },
  );

  test("is rejected before any capture if another amount was approved", async () => {
    const { store, paypal, deps } = setUp();
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order, { amount: 1n })));
    await expect(
      approveOrder(deps, { caller: ingress, input: { order_id: id } }),
    ).rejects.toMatchObject({
      code: "payment_declined",
    });
    expect(store.row(order)).toMatchObject({ state: "capture_failed", capturedAmount: 0n });
    expect(store.queued).toEqual([]);
  });

  test("ends the order if another one has the cluster name, and always returns that one's id", async () => {
    const { store, paypal, deps } = setUp();
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
    const first = "FIRST" as PayPalOrderId;
    store.holdName(first);
    const refused = { code: "duplicate_purchase", orderId: first };
    await expect(
      approveOrder(deps, { caller: ingress, input: { order_id: id } }),
    ).rejects.toMatchObject(refused);
    expect(store.row(order)).toMatchObject({ state: "expired", firstOrderId: first });
    // The state of the first order does not matter.
    store.holdName(null);
    await expect(
      approveOrder(deps, { caller: ingress, input: { order_id: id } }),
    ).rejects.toMatchObject(refused);
    expect(store.row(order)).toMatchObject({ state: "expired", version: 2 });
    expect(store.queued).toEqual([]);
  });

  test("records a payment of an order that ended because of another one", async () => {
    const { store, paypal, deps } = setUp();
    store.holdName("FIRST" as PayPalOrderId);
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
    await approveOrder(deps, { caller: ingress, input: { order_id: id } }).catch(() => undefined);
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    expect(await approveOrder(deps, { caller: ingress, input: { order_id: id } })).toEqual({
      id,
      status: "COMPLETED",
    });
    expect(store.row(order)).toMatchObject({ state: "needs_attention", capturedAmount: 3100n });
  });

  test.each(["CREATED", "SAVED", "PAYER_ACTION_REQUIRED"] as const)(
    "changes nothing while PayPal shows %s",
    async (status) => {
      const { store, paypal, deps } = setUp();
      paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order, { status })));
      await expect(
        approveOrder(deps, { caller: ingress, input: { order_id: id } }),
      ).rejects.toMatchObject({
        code: "order_not_approved",
      });
      expect(store.row(order)).toEqual(order);
    },
  );

  test("expires it if PayPal voided it", async () => {
    const { store, paypal, deps } = setUp();
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order, { status: "VOIDED" })));
    await expect(
      approveOrder(deps, { caller: ingress, input: { order_id: id } }),
    ).rejects.toMatchObject({ code: "order_expired" });
    expect(store.row(order).state).toBe("expired");
  });

  test("requests a retry while PayPal does not find it, and succeeds once it does", async () => {
    const { store, paypal, deps } = setUp();
    paypal.getOrder.mockResolvedValue(failed("gone"));
    for (const missingReads of [1, 2, 3, 4]) {
      await expect(
        approveOrder(deps, { caller: ingress, input: { order_id: id } }),
      ).rejects.toMatchObject({
        code: "paypal_unavailable",
        issue: "not_visible",
        retryAfterMs: 60_000,
      });
      expect(store.row(order)).toMatchObject({ state: "awaiting_approval", missingReads });
    }
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
    expect(await approveOrder(deps, { caller: ingress, input: { order_id: id } })).toEqual({
      id,
      status: "APPROVED",
    });
    expect(store.row(order)).toMatchObject({ missingReads: 0, missingSince: null });
  });

  test("expires it if PayPal repeatedly does not find it past its deadline", async () => {
    const { store, paypal, deps } = setUp();
    paypal.getOrder.mockResolvedValue(failed("gone"));
    const codes: unknown[] = [];
    for (const minute of [1, 2, 3]) {
      vi.setSystemTime(order.approveBefore.getTime() + minute * 60_000);
      await approveOrder(deps, { caller: ingress, input: { order_id: id } }).catch(
        ({ code }: BillingError) => codes.push(code),
      );
    }
    expect(codes).toEqual(["paypal_unavailable", "paypal_unavailable", "order_expired"]);
    expect(store.applied).toMatchObject([{ cause: { note: expect.stringContaining("3 times") } }]);
  });

  test.each([
    ["declined", "payment_declined"],
    ["incomplete", "order_not_approved"],
  ] as const)(
    "captures nothing for an approval that was used: %s, and returns the URL to approve at",
    async (approvalRefusal, code) => {
      const approvalTime = new Date("2026-03-01T10:03:00Z");
      const refused = sampleOrder({ captureAttempt: 2, approvalRefusal, approvalTime });
      const { store, paypal, deps } = setUp(refused);
      const show = (updateTime: Date) =>
        paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order, { updateTime })));
      show(approvalTime);
      for (let reload = 0; reload < 3; reload += 1)
        await expect(
          approveOrder(deps, { caller: ingress, input: { order_id: id } }),
        ).rejects.toMatchObject({
          code,
          approveUrl: order.approveUrl,
        });
      expect(store.applied).toEqual([]);
      show(new Date("2026-03-01T10:03:01Z"));
      expect(await approveOrder(deps, { caller: ingress, input: { order_id: id } })).toEqual({
        id,
        status: "APPROVED",
      });
      expect(store.queued).toMatchObject([{ job: "capture" }]);
    },
  );

  test.each([
    ["cannot be read", failed("unreadable"), "UNREADABLE"],
    ["has no status", done(orderAtPayPal(order, { status: null })), "STATUS_MISSING"],
  ])("requests a retry if PayPal's response %s", async (_, seen, issue) => {
    const { store, paypal, deps } = setUp();
    paypal.getOrder.mockResolvedValue(seen);
    const refused = { code: "paypal_unavailable", issue };
    await expect(
      approveOrder(deps, { caller: ingress, input: { order_id: id } }),
    ).rejects.toMatchObject(refused);
    expect(store.row(order)).toEqual(order);
  });

  test("requests a retry if PayPal completed it but does not show the capture yet", async () => {
    const { store, paypal, deps } = setUp();
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order, { status: "COMPLETED" })));
    await expect(
      approveOrder(deps, { caller: ingress, input: { order_id: id } }),
    ).rejects.toMatchObject({
      code: "paypal_unavailable",
    });
    expect(store.row(order)).toEqual(order);
  });

  test.each<[PayPalFailureKind, string]>([
    ["unavailable", "paypal_unavailable"],
    ["timeout", "paypal_timeout"],
    ["payer_can_retry", "order_not_approved"],
    ["already_done", "paypal_unavailable"],
    ["declined", "payment_declined"],
    ["refused", "paypal_refused"],
  ])("does not change the order while PayPal is unavailable: %s", async (kind, code) => {
    const { store, paypal, deps } = setUp();
    paypal.getOrder.mockResolvedValue(failed(kind));
    await expect(
      approveOrder(deps, { caller: ingress, input: { order_id: id } }),
    ).rejects.toMatchObject({
      code,
      debugId: "debug-failed",
    });
    expect(store.row(order)).toEqual(order);
  });
});

describe("an approve", () => {
  test("of an unknown order is not found, without a call to PayPal", async () => {
    const { deps } = setUp();
    const unknown = "0UNKNOWN00000000" as PayPalOrderId;
    await expect(
      approveOrder(deps, { caller: ingress, input: { order_id: unknown } }),
    ).rejects.toMatchObject({
      code: "order_not_found",
    });
  });

  const approved = { status: "APPROVED" };
  const answers: Record<Exclude<Order["state"], "awaiting_approval">, object> = {
    approved,
    capture_pending: approved,
    captured: approved,
    provisioned: approved,
    refunding: approved,
    refunded: approved,
    needs_attention: approved,
    closed: { code: "order_expired" },
    capture_failed: { code: "payment_declined" },
    expired: { code: "order_expired" },
  };
  test.each(Object.entries(answers))(
    "of an order that is %s returns the row's result",
    async (state, answer) => {
      const stored = sampleOrder({ state: state as Order["state"], approvalStatus: "APPROVED" });
      const { deps, store, paypal } = setUp(stored);
      // In some states PayPal is queried; while it is down, the result does not change.
      paypal.getOrder.mockResolvedValue(failed("unavailable"));
      const result = await approveOrder(deps, { caller: ingress, input: { order_id: id } }).catch(
        (error: unknown) => error,
      );
      expect(result).toMatchObject(answer);
      expect(store.applied).toEqual([]);
      const isOpen = ["capture_pending", "capture_failed", "expired", "closed"].includes(state);
      expect(paypal.getOrder).toHaveBeenCalledTimes(isOpen ? 1 : 0);
    },
  );

  test.each(
    orderStates.filter(
      (state) => !["awaiting_approval", "capture_failed", "expired", "closed"].includes(state),
    ),
  )("of an order that is %s without any approval is a mismatch", async (state) => {
    const { deps, paypal } = setUp(sampleOrder({ state }));
    paypal.getOrder.mockResolvedValue(failed("timeout"));
    await expect(
      approveOrder(deps, { caller: ingress, input: { order_id: id } }),
    ).rejects.toMatchObject({
      code: "payment_mismatch",
    });
  });

  test("of a closed order that was refunded returns the same as before", async () => {
    const paid = {
      capturedAmount: 3100n,
      reversedAmount: 3100n,
      approvalStatus: "APPROVED",
    } as const;
    const { deps } = setUp(sampleOrder({ state: "closed", ...paid }));
    expect(await approveOrder(deps, { caller: ingress, input: { order_id: id } })).toMatchObject({
      status: "APPROVED",
    });
  });

  test("of a closed order that was paid records the payment", async () => {
    const { deps, store, paypal } = setUp(sampleOrder({ state: "closed" }));
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    await approveOrder(deps, { caller: ingress, input: { order_id: id } });
    expect(store.applied).toMatchObject([{ event: { type: "capture_completed" } }]);
  });

  test("sent sixteen times concurrently changes the order once and returns one result", async () => {
    const { store, paypal, deps } = setUp();
    const gate = Promise.withResolvers<void>();
    paypal.getOrder.mockImplementation(async () => {
      // All sixteen read the row before any of them writes.
      if (paypal.getOrder.mock.calls.length === 16) gate.resolve();
      await gate.promise;
      return done(orderAtPayPal(order));
    });
    const given = await Promise.all(
      Array.from({ length: 16 }, () =>
        approveOrder(deps, { caller: ingress, input: { order_id: id } }),
      ),
    );
    expect(given).toEqual(Array.from({ length: 16 }, () => ({ id, status: "APPROVED" })));
    expect(store.applied).toHaveLength(1);
    expect(store.row(order).version).toBe(2);
  });

  test("records the browser's capture if the order expired concurrently", async () => {
    const { store, paypal, deps } = setUp();
    paypal.getOrder.mockImplementation(async () => {
      store.put(sampleOrder({ state: "expired", version: 2 }));
      return done(completedAtPayPal(order));
    });
    expect(await approveOrder(deps, { caller: ingress, input: { order_id: id } })).toEqual({
      id,
      status: "COMPLETED",
    });
    expect(store.row(order)).toMatchObject({ state: "captured", capturedAmount: 3100n });
  });

  test.each<[string, Partial<Order>, object]>([
    ["captured", { state: "captured", approvalStatus: "COMPLETED" }, { id, status: "COMPLETED" }],
    ["expired", { state: "expired" }, { code: "order_expired" }],
    ["declined", { state: "capture_failed" }, { code: "payment_declined" }],
  ])(
    "that loses to a concurrent change returns that change's result: %s",
    async (_, row, answer) => {
      const { store, paypal, deps } = setUp();
      paypal.getOrder.mockImplementation(async () => {
        store.put(sampleOrder({ ...row, version: 2 }));
        return done(orderAtPayPal(order));
      });
      const result = await approveOrder(deps, { caller: ingress, input: { order_id: id } }).catch(
        (error: unknown) => error,
      );
      expect(result).toMatchObject(answer);
      expect(store.applied).toEqual([]);
    },
  );
});

describe("an approve of an order that had ended", () => {
  const unsettled = ["capture_pending", "capture_failed", "expired"] as const;

  test.each(unsettled)("records a late payment: %s", async (state) => {
    const { store, paypal, deps } = setUp(sampleOrder({ state, version: 5 }));
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    expect(await approveOrder(deps, { caller: ingress, input: { order_id: id } })).toEqual({
      id,
      status: "COMPLETED",
    });
    expect(store.row(order)).toMatchObject({ state: "captured", capturedAmount: 3100n });
    expect(store.queued).toMatchObject([{ job: "deliver" }]);
  });

  test.each(unsettled)("refunds a late payment that does not match: %s", async (state) => {
    const { store, paypal, deps } = setUp(sampleOrder({ state, version: 5 }));
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order, { amount: 1n })));
    await expect(
      approveOrder(deps, { caller: ingress, input: { order_id: id } }),
    ).rejects.toMatchObject({
      code: "payment_mismatch",
    });
    expect(store.row(order)).toMatchObject({ state: "refunding", capturedAmount: 1n });
    expect(store.queued).toMatchObject([{ job: "refund" }]);
  });

  test("is an approval while PayPal still has the order", async () => {
    const { store, paypal, deps } = setUp(sampleOrder({ state: "expired", version: 2 }));
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order)));
    expect(await approveOrder(deps, { caller: ingress, input: { order_id: id } })).toEqual({
      id,
      status: "APPROVED",
    });
    expect(store.row(order)).toMatchObject({ state: "approved", problem: null });
    expect(store.queued).toMatchObject([{ job: "capture" }]);
  });

  test.each<[Order["state"], string]>([
    ["capture_failed", "payment_declined"],
    ["expired", "order_expired"],
  ])("does not change it if PayPal shows nothing new: %s", async (state, code) => {
    for (const seen of [
      done(orderAtPayPal(order, { status: "CREATED" })),
      done(completedAtPayPal(order, { status: "DECLINED" })),
      failed("gone"),
    ]) {
      const stored = sampleOrder({ state, version: 2 });
      const { store, paypal, deps } = setUp(stored);
      paypal.getOrder.mockResolvedValue(seen);
      await expect(
        approveOrder(deps, { caller: ingress, input: { order_id: id } }),
      ).rejects.toMatchObject({ code });
      expect(store.row(order)).toEqual(stored);
    }
  });

  test.each(["expired", "capture_failed", "closed"] as const)(
    "is not reported as unpaid while PayPal does not show the payment of a completed order: %s",
    async (state) => {
      const { paypal, deps } = setUp(sampleOrder({ state, version: 2 }));
      paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order, { status: "COMPLETED" })));
      const code = "paypal_unavailable";
      await expect(
        approveOrder(deps, { caller: ingress, input: { order_id: id } }),
      ).rejects.toMatchObject({ code });
    },
  );

  const reading = statesWhere("approveReadsPayPal");
  test.each(reading)("never reports a hidden payment as untaken money: %s", async (state) => {
    const { paypal, deps } = setUp(sampleOrder({ state, approvalStatus: "APPROVED", version: 2 }));
    paypal.getOrder.mockResolvedValue(done(orderAtPayPal(order, { status: "COMPLETED" })));
    const call = { caller: ingress, input: { order_id: id } };
    const text = await approveOrder(deps, call).then(JSON.stringify, String);
    expect(text).not.toContain("No money was taken");
  });

  test("fails if PayPal declined a held payment", async () => {
    const held = sampleOrder({ state: "capture_pending", approvalStatus: "APPROVED" });
    const { store, paypal, deps } = setUp(held);
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order, { status: "DECLINED" })));
    await expect(
      approveOrder(deps, { caller: ingress, input: { order_id: id } }),
    ).rejects.toMatchObject({
      code: "payment_declined",
    });
    expect(store.row(order).state).toBe("capture_failed");
  });
});
