import { orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import type { Refund, RefundId } from "../domain/refund.ts";
import { jobFor } from "../domain/state-traits.ts";
import { done, failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import {
  approvedOrder,
  capturedOrder,
  completedAtPayPal,
  provisionedOrder,
  sampleOrder,
} from "../testing/sample-order.ts";
import { paypalRefund } from "../testing/sample-refund.ts";
import { handleDeadLetter } from "./handle-dead-letter.ts";
import { RetryableError } from "./retryable-error.ts";

const jobs = ["capture", "deliver", "refund"] as const;

const refund = (id: string, status: Refund["status"]): Refund => ({
  id: id as RefundId,
  paypalRefundId: status === "requested" ? null : `R-${id}`,
  amount: 200n,
  status,
  kind: "refund",
  failureReason: null,
  failedAt: null,
});

describe("an order whose job failed for hours", () => {
  test.each([
    [
      "approved",
      "capture",
      "PayPal could not be reached for hours. Our team is checking whether the payment you approved was taken.",
    ],
    [
      "captured",
      "deliver",
      "The payment was received, but the cluster could not be ordered for hours.",
    ],
  ] as const)(
    "moves to manual review if it is %s, with the reason",
    async (state, job, problem) => {
      const order = sampleOrder({ state });
      const store = createMemoryStore(order);
      await handleDeadLetter({ store, paypal: fakePayPal() }, { orderId: order.id, job });
      expect(store.row(order)).toMatchObject({ state: "needs_attention", problem });
      expect(store.applied).toMatchObject([{ cause: { by: "dead_letter" }, job: null }]);
    },
  );

  test.each([
    ["RetryableError: A row of the list can't be read.", "A row of the list can't be read."],
    ["RetryLater: of the previous release", "of the previous release"],
    ["Error: odd\0text\nof an upstream", "Error: odd text of an upstream"],
    ["e".repeat(9_000), "e".repeat(500)],
  ])("has the last error in its history: %j", async (lastFailure, text) => {
    const order = sampleOrder({ state: "captured" });
    const store = createMemoryStore(order);
    await handleDeadLetter(
      { store, paypal: fakePayPal() },
      { orderId: order.id, job: "deliver", lastFailure },
    );
    expect(store.applied).toMatchObject([{ cause: { note: `Last failure: ${text}` } }]);
  });

  const others = orderStates.flatMap((state) =>
    jobs.filter((job) => jobFor(state) !== job).map((job) => [state, job] as const),
  );
  test.each(others)("is not changed if it is %s and its %s job failed", async (state, job) => {
    const order = sampleOrder({ state });
    const store = createMemoryStore(order);
    await handleDeadLetter({ store, paypal: fakePayPal() }, { orderId: order.id, job });
    expect(store.row(order)).toEqual(order);
  });

  test.each(["open", "answered"] as const)(
    "moves to manual review if it was refunded while its delivery was %s",
    async (delivery) => {
      const order = capturedOrder({ state: "refunded", refundedAmount: 3100n, delivery });
      const store = createMemoryStore(order);
      await handleDeadLetter(
        { store, paypal: fakePayPal() },
        { orderId: order.id, job: "deliver" },
      );
      const problem = "The payment was refunded, but your cluster may have been ordered already.";
      expect(store.row(order)).toMatchObject({ state: "needs_attention", problem });
    },
  );

  test("waits for the refund in progress before its unanswered delivery is decided", async () => {
    const order = capturedOrder({ state: "refunding", delivery: "open" });
    const store = createMemoryStore(order);
    const given = handleDeadLetter(
      { store, paypal: fakePayPal() },
      { orderId: order.id, job: "deliver" },
    );
    await expect(given).rejects.toBeInstanceOf(RetryableError);
    expect(store.row(order)).toEqual(order);
  });

  test("is retried if it changed concurrently", async () => {
    const order = approvedOrder();
    const store = { ...createMemoryStore(order), apply: async () => null };
    const given = handleDeadLetter(
      { store, paypal: fakePayPal() },
      { orderId: order.id, job: "capture" },
    );
    await expect(given).rejects.toBeInstanceOf(RetryableError);
  });

  test("of an unknown order does nothing", async () => {
    const deps = { store: createMemoryStore(), paypal: fakePayPal() };
    await expect(
      handleDeadLetter(deps, { orderId: sampleOrder().id, job: "capture" }),
    ).resolves.toBeUndefined();
  });
});

describe("a refund that was not made for hours", () => {
  const refunds = [refund("a", "requested"), refund("b", "pending"), refund("c", "completed")];

  test("does not fail if PayPal shows that it was made although its response was lost", async () => {
    const order = provisionedOrder();
    const store = createMemoryStore(order);
    store.putRefunds(order.id, [refund("a", "requested")]);
    const made = paypalRefund({ paypalRefundId: "R-a", refundId: "a" as RefundId });
    const paypal = fakePayPal();
    paypal.getOrder.mockResolvedValue(done({ ...completedAtPayPal(order), refunds: [made] }));
    await handleDeadLetter({ store, paypal }, { orderId: order.id, job: "refund" });
    expect(await store.listRefunds(order.id)).toMatchObject([{ id: "a", status: "completed" }]);
    expect(store.row(order)).toMatchObject({ state: "provisioned", refundedAmount: 200n });
  });

  test("stays requested while PayPal does not show whether it was made", async () => {
    const order = provisionedOrder();
    const store = createMemoryStore(order);
    store.putRefunds(order.id, [refund("a", "requested")]);
    const paypal = fakePayPal();
    paypal.getOrder.mockResolvedValue(failed("timeout"));
    const given = handleDeadLetter({ store, paypal }, { orderId: order.id, job: "refund" });
    await expect(given).rejects.toBeInstanceOf(RetryableError);
    expect(await store.listRefunds(order.id)).toMatchObject([{ status: "requested" }]);
  });

  test.each([
    ["refunding", "needs_attention"],
    ["needs_attention", "needs_attention"],
    ["provisioned", "needs_attention"],
  ] as const)("of an order %s fails, and the order %s records it", async (state, after) => {
    const order = state === "provisioned" ? provisionedOrder() : capturedOrder({ state });
    const store = createMemoryStore(order);
    store.putRefunds(order.id, refunds);
    const paypal = fakePayPal();
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    await handleDeadLetter({ store, paypal }, { orderId: order.id, job: "refund" });
    expect(store.row(order)).toMatchObject({ state: after, problem: expect.any(String) });
    const statuses = (await store.listRefunds(order.id)).map(({ id, status }) => `${id} ${status}`);
    expect(new Set(statuses)).toEqual(new Set(["a failed", "b pending", "c completed"]));
    expect(store.applied).toMatchObject([{ cause: { by: "dead_letter" } }]);
  });
});
