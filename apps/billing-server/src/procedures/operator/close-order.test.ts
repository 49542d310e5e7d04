import { describe, expect, test } from "vitest";
import type { Order } from "../../domain/order.ts";
import type { PayPalOrder } from "../../domain/paypal-order.ts";
import type { PayPalResult } from "../../domain/paypal-result.ts";
import { noopTracer } from "../../ports/tracer.ts";
import { operatorAction } from "../../testing/callers.ts";
import { done, failed, fakePayPal } from "../../testing/fake-paypal.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import {
  capturedOrder,
  completedAtPayPal,
  sampleMoney,
  provisionedOrder,
  sampleOrder,
  orderAtPayPal,
} from "../../testing/sample-order.ts";
import { refundRow } from "../../testing/sample-refund.ts";
import { closeOrder } from "./close-order.ts";

const inReview = {
  state: "needs_attention",
  problem: "The payment was received, but the cluster could not be ordered for hours.",
} as const;
// PayPal has not found the order twice, long past its deadline.
const missing = { missingReads: 2, missingSince: new Date("2026-03-01T13:01:00Z") };
const unpaid = sampleOrder({ ...inReview, ...missing });
const gone = capturedOrder({ ...inReview, reversedAmount: 3100n });
const delivered = { provisionedAt: new Date("2026-03-01T10:05:00Z") };

/** An operator closes the order, of which PayPal shows `seen`, by default nothing. */
function closing(order: Order, seen: PayPalResult<PayPalOrder> = failed("gone")) {
  const store = createMemoryStore(order);
  const paypal = fakePayPal();
  paypal.getOrder.mockResolvedValue(seen);
  const deps = { store, tracer: noopTracer, paypal };
  return { store, paypal, close: () => closeOrder(deps, operatorAction(order)) };
}

describe("an operator's close", () => {
  test.each([
    ["without a payment", unpaid, "closed"],
    ["whose payment was returned", gone, "closed"],
    ["whose payment was returned, with a cluster", { ...gone, ...delivered }, "closed"],
    [
      "that was delivered and is partly paid",
      capturedOrder({ ...inReview, ...delivered, reversedAmount: 100n }),
      "provisioned",
    ],
  ])("ends an order %s", async (_, order, state) => {
    const { store, close } = closing(order);
    expect(await close()).toMatchObject({ state });
    const cause = { by: "operator", actor: "ada (u-1)", note: "asked on the phone" };
    expect(store.applied).toMatchObject([{ job: null, cause }]);
  });

  test.each([
    ["that is paid and not delivered", capturedOrder(inReview), []],
    ["that is not in manual review", provisionedOrder(), []],
    ["with a refund under way", gone, [refundRow({ status: "pending" })]],
  ] as const)("is not possible for one %s", async (_, order, refunds) => {
    const { store, close } = closing(order);
    store.putRefunds(order.id, refunds);
    await expect(close()).rejects.toMatchObject({ code: "not_possible" });
    expect(store.applied).toEqual([]);
  });

  test.each([
    ["shows the payment", done(completedAtPayPal(unpaid)), "captured"],
    [
      "reviews the payment",
      done(completedAtPayPal(unpaid, { status: "PENDING" })),
      "capture_pending",
    ],
    [
      "reports a payment and does not show it",
      done(orderAtPayPal(unpaid, { status: "COMPLETED" })),
      "needs_attention",
    ],
  ])("records a payment that arrived since: PayPal %s", async (_, seen, state) => {
    const { store, close } = closing(unpaid, seen);
    await expect(close()).rejects.toMatchObject({ code: "not_possible" });
    expect(store.row(unpaid).state).toBe(state);
  });

  test.each([
    ["declined it", done(completedAtPayPal(unpaid, { status: "DECLINED" }))],
    ["waits for the capture", done(orderAtPayPal(unpaid))],
  ])("is possible if PayPal shows that nothing was taken: it %s", async (_, seen) => {
    expect(await closing(unpaid, seen).close()).toMatchObject({ state: "closed" });
  });

  test.each([
    ["unavailable", "paypal_unavailable"],
    ["timeout", "paypal_timeout"],
    ["unauthorized", "paypal_refused"],
  ] as const)("requires that PayPal confirms that nothing was captured: %s", async (kind, code) => {
    const { store, close } = closing(unpaid, failed(kind));
    await expect(close()).rejects.toMatchObject({ code });
    expect(store.applied).toEqual([]);
  });

  test.each([
    ["for the first time", { missingReads: 0, missingSince: null }],
    ["before its deadline", { approveBefore: new Date("2099-01-01T00:00:00Z") }],
  ])("is rejected after a single 'not found': %s", async (_, changes) => {
    const { store, close } = closing({ ...unpaid, ...changes });
    await expect(close()).rejects.toMatchObject({
      code: "paypal_unavailable",
      retryAfterMs: 60_000,
    });
    expect(store.applied).toEqual([]);
  });

  test("does not query PayPal about recorded money", async () => {
    const { paypal, close } = closing(gone);
    await close();
    expect(paypal.getOrder).not.toHaveBeenCalled();
  });

  test("does not prevent a later payment from being recorded", async () => {
    const { store, close } = closing(unpaid);
    const paid = { type: "capture_completed", money: sampleMoney(unpaid) } as const;
    expect(await store.apply(await close(), paid, { by: "webhook" })).toMatchObject({
      state: "captured",
    });
  });
});
