import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Order } from "../domain/order.ts";
import type { DeliveryLookup, DeliveryOutcome, WebOrder } from "../ports/web-order.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { capturedOrder, sampleOrder } from "../testing/sample-order.ts";
import { deliverOrder } from "./deliver-order.ts";
import { RetryableError, ScheduledRetryError } from "./retryable-error.ts";

const order = capturedOrder();
const graceMs = 20_000;
const accepted: DeliveryOutcome = { kind: "accepted", webOrderId: 12 };

function setUp(stored: Order = order) {
  const store = createMemoryStore(stored);
  const webOrder = {
    deliver: vi.fn<WebOrder["deliver"]>(async () => accepted),
    lookUp: vi.fn<WebOrder["lookUp"]>(async () => ({ kind: "absent" })),
  } satisfies WebOrder;
  const run = () =>
    deliverOrder(
      { store, webOrder, log: quietLog, mayStillArriveMs: graceMs },
      { orderId: stored.id },
    );
  return { store, webOrder, run };
}

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-01T10:05:00Z") }));
afterEach(() => void vi.useRealTimers());

describe("the first delivery", () => {
  test("is stored in the row before anything is sent", async () => {
    const { store, webOrder, run } = setUp();
    webOrder.deliver.mockImplementation(async () => {
      expect(store.row(order)).toMatchObject({ delivery: "open", deliveryAttempt: 1 });
      return accepted;
    });
    await run();
    expect(webOrder.deliver).toHaveBeenCalledOnce();
    expect(webOrder.lookUp).not.toHaveBeenCalled();
  });

  test("is not sent by a process that was frozen after storing it: another may have sent it", async () => {
    const { store, webOrder, run } = setUp();
    const { beginDelivery } = store;
    store.beginDelivery = async (copy) => {
      const begun = await beginDelivery(copy);
      vi.setSystemTime(Date.now() + graceMs / 4 + 1);
      return begun;
    };
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(webOrder.deliver).not.toHaveBeenCalled();
    expect(store.row(order)).toMatchObject({ state: "captured", delivery: "open" });
  });

  test.each([[12], [null]])(
    "that web-order accepted as %s provisions the order",
    async (webOrderId) => {
      const { store, webOrder, run } = setUp();
      webOrder.deliver.mockResolvedValue({ kind: "accepted", webOrderId });
      await run();
      expect(store.row(order)).toMatchObject({
        state: "provisioned",
        webOrderId,
        provisionedAt: expect.any(Date),
      });
      expect(store.applied).toMatchObject([{ cause: { by: "deliver_job" } }]);
    },
  );

  test("that web-order rejected is refunded; the customer does not read web-order's text", async () => {
    const { store, webOrder, run } = setUp();
    webOrder.deliver.mockResolvedValue({ kind: "refused", reason: "Key: 'Order.UserID'" });
    await run();
    expect(store.row(order)).toMatchObject({
      state: "refunding",
      problem: "The payment was received, but your cluster could not be ordered.",
    });
    expect(store.queued).toEqual([{ job: "refund", id: order.id, isRetry: false }]);
    expect(await store.listRefunds(order.id)).toMatchObject([
      { amount: null, status: "requested" },
    ]);
  });

  test.each([
    ["not_sent", "none"],
    ["answered", "answered"],
    ["unanswered", "open"],
  ] as const)("that was %s is retried, recorded as %s", async (kind, delivery) => {
    const { store, webOrder, run } = setUp();
    webOrder.deliver.mockResolvedValue({ kind, reason: "HTTP 500" });
    await expect(run()).rejects.toEqual(new RetryableError("HTTP 500"));
    expect(store.row(order)).toMatchObject({ state: "captured", delivery, deliveryAttempt: 1 });
  });
});

test("a delivery during an outage waits for its end without counting a retry", async () => {
  const { store, webOrder, run } = setUp();
  webOrder.deliver.mockResolvedValue({ kind: "not_sent", reason: "open", retryAfterMs: 3_000 });
  await expect(run()).rejects.toMatchObject({ name: "RetryableError", afterMs: 3_000 });
  expect(store.row(order)).toMatchObject({ state: "captured", delivery: "none" });
});

describe("a delivery that a gateway rejected", () => {
  const turnedAway = { kind: "no_upstream", reason: "HTTP 503" } as const;

  test("is looked up seconds later and sent again, without waiting for a late arrival", async () => {
    const { store, webOrder, run } = setUp();
    webOrder.deliver.mockResolvedValueOnce(turnedAway);
    await expect(run()).rejects.toMatchObject({ name: "RetryableError", afterMs: 10_000 });
    expect(store.row(order)).toMatchObject({ delivery: "answered", deliveryAttempt: 1 });
    await run();
    expect(webOrder.lookUp).toHaveBeenCalledOnce();
    expect(webOrder.deliver).toHaveBeenCalledTimes(2);
    expect(store.row(order)).toMatchObject({ state: "provisioned", deliveryAttempt: 2 });
  });

  test("is not sent again if web-order has it, or while that is unknown", async () => {
    const { store, webOrder, run } = setUp();
    webOrder.deliver.mockResolvedValueOnce(turnedAway);
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    webOrder.lookUp.mockResolvedValueOnce({ kind: "unknown", reason: "HTTP 503" });
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    webOrder.lookUp.mockResolvedValue({ kind: "found", webOrderId: 31 });
    await run();
    expect(webOrder.deliver).toHaveBeenCalledOnce();
    expect(store.row(order)).toMatchObject({ state: "provisioned", webOrderId: 31 });
  });
});

describe("an unanswered delivery that has not arrived yet", () => {
  const begun = (ageMs: number, deliveryAttempt = 1) =>
    capturedOrder({
      delivery: "open",
      deliveryAttempt,
      deliveryStartedAt: new Date(Date.now() - ageMs),
    });

  test.each([
    [100, 1_000],
    [3_000, 3_000],
    [8_000, 8_000],
    [12_000, 8_000],
    [19_500, 1_000],
  ])(
    "of %i ms is looked up in %i ms: at twice its age, and when it cannot arrive any more",
    async (ageMs, afterMs) => {
      const { run } = setUp(begun(ageMs));
      const error = await run().catch((it: unknown) => it);
      expect(error).toBeInstanceOf(ScheduledRetryError);
      expect((error as ScheduledRetryError).afterMs).toBeCloseTo(afterMs, -2);
    },
  );

  test("uses the queue's backoff after five attempts, so that they end", async () => {
    const { run } = setUp(begun(3_000, 6));
    await expect(run()).rejects.toMatchObject({ name: "RetryableError", afterMs: undefined });
  });

  test("is recorded with the id of its row, or without one if the row has none", async () => {
    const { store, webOrder, run } = setUp(begun(3_000));
    webOrder.lookUp.mockResolvedValue({ kind: "found", webOrderId: null });
    await run();
    expect(store.row(order)).toMatchObject({ state: "provisioned", webOrderId: null });
  });
});

describe("after a delivery that did not arrive", () => {
  test("the order is sent again at once, without a lookup", async () => {
    const { store, webOrder, run } = setUp();
    webOrder.deliver.mockResolvedValueOnce({ kind: "not_sent", reason: "ECONNREFUSED" });
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    await run();
    expect(webOrder.lookUp).not.toHaveBeenCalled();
    expect(store.row(order).state).toBe("provisioned");
  });
});

describe.each(["open", "answered"] as const)(
  "after a delivery that may have arrived (%s)",
  (delivery) => {
    const begunBefore = (ageMs: number) =>
      capturedOrder({
        delivery,
        deliveryAttempt: 1,
        deliveryStartedAt: new Date(Date.now() - ageMs),
      });

    test("the order is looked up, and provisioned if web-order has it", async () => {
      const { store, webOrder, run } = setUp(begunBefore(0));
      webOrder.lookUp.mockResolvedValue({ kind: "found", webOrderId: 31 });
      await run();
      expect(webOrder.lookUp).toHaveBeenCalledExactlyOnceWith(
        expect.objectContaining({ id: order.id }),
      );
      expect(webOrder.deliver).not.toHaveBeenCalled();
      expect(store.row(order)).toMatchObject({ state: "provisioned", webOrderId: 31 });
    });

    test("nothing is sent while web-order is unavailable", async () => {
      const { store, webOrder, run } = setUp(begunBefore(3_600_000));
      const unknown: DeliveryLookup = { kind: "unknown", reason: "HTTP 500" };
      webOrder.lookUp.mockResolvedValue(unknown);
      await expect(run()).rejects.toBeInstanceOf(RetryableError);
      expect(webOrder.deliver).not.toHaveBeenCalled();
      expect(store.row(order)).toMatchObject({ state: "captured", delivery, deliveryAttempt: 1 });
    });

    test("it is sent again once web-order is known not to have it", async () => {
      const { store, webOrder, run } = setUp(begunBefore(graceMs + 1));
      await run();
      expect(webOrder.lookUp).toHaveBeenCalledBefore(webOrder.deliver);
      expect(webOrder.deliver).toHaveBeenCalledOnce();
      expect(store.row(order)).toMatchObject({ state: "provisioned", deliveryAttempt: 2 });
    });
  },
);

describe("a delivery that may overlap with another one", () => {
  test("waits until an unanswered one is too old to be in progress", async () => {
    const stored = capturedOrder({
      delivery: "open",
      deliveryAttempt: 1,
      deliveryStartedAt: new Date(Date.now() - graceMs + 1),
    });
    const { webOrder, run } = setUp(stored);
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(webOrder.deliver).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2);
    await run();
    expect(webOrder.deliver).toHaveBeenCalledOnce();
  });

  test("uses the age before the lookup, which may miss a row that is stored during it", async () => {
    const stored = capturedOrder({
      delivery: "open",
      deliveryAttempt: 1,
      deliveryStartedAt: new Date(Date.now() - graceMs + 1_000),
    });
    const { webOrder, run } = setUp(stored);
    webOrder.lookUp.mockImplementation(async () => {
      // During the slow lookup, the row of the first POST may be stored.
      vi.advanceTimersByTime(5_000);
      return { kind: "absent" };
    });
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(webOrder.deliver).not.toHaveBeenCalled();
  });

  test("does not start if another one has started since the row was read", async () => {
    const { store, webOrder, run } = setUp(
      capturedOrder({ delivery: "answered", deliveryAttempt: 1 }),
    );
    webOrder.lookUp.mockImplementation(async () => {
      store.put(capturedOrder({ delivery: "answered", deliveryAttempt: 2 }));
      return { kind: "absent" };
    });
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(webOrder.deliver).not.toHaveBeenCalled();
  });

  test("that starts on sixteen replicas concurrently sends one POST", async () => {
    const { store, webOrder, run } = setUp();
    const runs = await Promise.allSettled(Array.from({ length: 16 }, run));
    expect(webOrder.deliver).toHaveBeenCalledOnce();
    expect(runs.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(store.row(order).state).toBe("provisioned");
  });

  test("does not change the row's later attempt when its own response arrives late", async () => {
    const { store, webOrder, run } = setUp();
    webOrder.deliver.mockImplementation(async () => {
      store.put(capturedOrder({ delivery: "open", deliveryAttempt: 2 }));
      return { kind: "not_sent", reason: "ECONNREFUSED" };
    });
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(store.row(order)).toMatchObject({ delivery: "open", deliveryAttempt: 2 });
  });

  test("is retried if the order changed while it was being delivered", async () => {
    const { store, webOrder, run } = setUp();
    webOrder.deliver.mockImplementation(async () => {
      store.put(capturedOrder({ state: "needs_attention", version: 4 }));
      return accepted;
    });
    await expect(run()).rejects.toBeInstanceOf(RetryableError);
    expect(store.applied).toEqual([]);
  });
});

describe.each([
  ["refunded", { refundedAmount: 3100n }],
  ["needs_attention", { reversedAmount: 3100n }],
  ["closed", { reversedAmount: 3100n }],
] as const)("an order that became %s during its delivery", (state, columns) => {
  const refunded = (ageMs: number) =>
    capturedOrder({
      state,
      ...columns,
      delivery: "open",
      deliveryAttempt: 1,
      deliveryStartedAt: new Date(Date.now() - ageMs),
    });

  test("moves to manual review if the cluster was ordered", async () => {
    const { store, webOrder, run } = setUp(refunded(0));
    webOrder.lookUp.mockResolvedValue({ kind: "found", webOrderId: 31 });
    await run();
    expect(store.row(order)).toMatchObject({
      state: "needs_attention",
      webOrderId: 31,
      problem: expect.stringContaining("had been ordered already"),
    });
  });

  test("is looked up until the delivery cannot arrive any more, and never sent again", async () => {
    const young = setUp(refunded(0));
    await expect(young.run()).rejects.toBeInstanceOf(RetryableError);
    const old = setUp(refunded(graceMs + 1));
    await old.run();
    expect(old.store.applied).toEqual([]);
    for (const { webOrder } of [young, old]) expect(webOrder.deliver).not.toHaveBeenCalled();
  });
});

test("an order whose refund and unanswered delivery are in progress is looked up until both are decided", async () => {
  const { store, webOrder, run } = setUp(
    capturedOrder({ state: "refunding", delivery: "open", deliveryAttempt: 1 }),
  );
  webOrder.lookUp.mockResolvedValue({ kind: "found", webOrderId: 31 });
  await expect(run()).rejects.toBeInstanceOf(RetryableError);
  store.put({ ...store.row(order), state: "refunded", refundedAmount: 3100n });
  await run();
  expect(store.row(order)).toMatchObject({ state: "needs_attention", webOrderId: 31 });
  expect(webOrder.deliver).not.toHaveBeenCalled();
});

test.each([
  "awaiting_approval",
  "approved",
  "capture_pending",
  "provisioned",
  "capture_failed",
  "expired",
  "refunding",
  "refunded",
  "needs_attention",
  "closed",
] as const)("an order that is %s is never delivered", async (state) => {
  const { webOrder, run } = setUp(sampleOrder({ state }));
  await run();
  expect(webOrder.deliver).not.toHaveBeenCalled();
  expect(webOrder.lookUp).not.toHaveBeenCalled();
});
