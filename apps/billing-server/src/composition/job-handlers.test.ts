import { pino } from "pino";
import { describe, expect, test, vi } from "vitest";
import type { EventArchive } from "../ports/event-archive.ts";
import type { EventFeed } from "../ports/event-feed.ts";
import type { LedgerAudit } from "../ports/ledger-audit.ts";
import { noopTracer } from "../ports/tracer.ts";
import type { WebhookInbox } from "../ports/webhook-inbox.ts";
import { done, failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleFeed } from "../testing/sample-feed.ts";
import { approvedOrder, capturedOrder, completedAtPayPal } from "../testing/sample-order.ts";
import { refundRow, paypalRefund } from "../testing/sample-refund.ts";
import { RetryableError } from "../workers/retryable-error.ts";
import { jobHandlers } from "./job-handlers.ts";
import { logJobAttempt } from "./log-job-attempt.ts";

const order = approvedOrder();
const first = { payload: { custom_id: order.id }, isRetry: false };

function setUp(stored = order) {
  const store = createMemoryStore(stored);
  const paypal = fakePayPal();
  const inbox = {
    receive: vi.fn<WebhookInbox["receive"]>(async () => 0),
    find: vi.fn<WebhookInbox["find"]>(async () => null),
    close: vi.fn<WebhookInbox["close"]>(async () => undefined),
  } satisfies WebhookInbox;
  const webOrder = {
    deliver: vi.fn(async () => ({ kind: "accepted", webOrderId: 7 }) as const),
    lookUp: vi.fn(),
  };
  const log = pino({ level: "silent" });
  const archive = {
    page: vi.fn<EventArchive["page"]>(async () => done({ events: [], next: null })),
  };
  const checkpoint = {
    read: async () => ({ through: new Date(0), now: new Date() }),
    advance: async () => undefined,
  };
  const audit = {
    readPiece: vi.fn<LedgerAudit["readPiece"]>(async () => ({
      wrongOrders: [],
      undocumented: [],
      wrongTotals: [],
    })),
    countOrders: async () => 0,
    status: vi.fn<LedgerAudit["status"]>(),
  };
  const upstreams = { archive, checkpoint, audit, paypal, webOrder };
  const removeOlderThan = vi.fn<EventFeed["removeOlderThan"]>(async () => false);
  const feed = { feed: sampleFeed({ removeOlderThan }), eventRetentionMs: 86_400_000 };
  const handlers = jobHandlers({ store, inbox, ...upstreams, ...feed, log, tracer: noopTracer });
  return { store, paypal, inbox, archive, audit, removeOlderThan, webOrder, handlers };
}

describe("the job", () => {
  test("capture captures the payment, and reads the order first on a retry", async () => {
    const { store, paypal, handlers } = setUp();
    paypal.getOrder.mockResolvedValue(done(completedAtPayPal(order)));
    await handlers.capture({ ...first, isRetry: true });
    expect(paypal.captureOrder).not.toHaveBeenCalled();
    expect(store.row(order).state).toBe("captured");
  });

  test("capture accepts a job that the previous release queued", async () => {
    const { store, paypal, handlers } = setUp();
    paypal.captureOrder.mockResolvedValue(done(completedAtPayPal(order)));
    const payload = { order_id: order.id, paypal_order_id: order.paypalOrderId };
    await handlers.capture({ payload, isRetry: false });
    expect(store.row(order).state).toBe("captured");
  });

  test("deliver orders the cluster at web-order", async () => {
    const { store, webOrder, handlers } = setUp(capturedOrder());
    await handlers.deliver(first);
    expect(webOrder.deliver).toHaveBeenCalledOnce();
    expect(store.row(order).state).toBe("provisioned");
  });

  test("refund refunds the payment", async () => {
    const { store, paypal, handlers } = setUp(capturedOrder({ state: "refunding" }));
    store.putRefunds(order.id, [refundRow({ amount: null })]);
    paypal.refundCapture.mockResolvedValue(done(paypalRefund({ amount: 3100n })));
    await handlers.refund(first);
    expect(store.row(order).state).toBe("refunded");
  });

  test("backfill reads PayPal's list of events", async () => {
    const { archive, handlers } = setUp();
    await handlers.backfill({ payload: {}, isRetry: false });
    expect(archive.page).toHaveBeenCalled();
  });

  test("audit reads the orders of its pass, and removes old events from the feed", async () => {
    const { audit, removeOlderThan, handlers } = setUp();
    await handlers.audit({ payload: {}, isRetry: false });
    expect(audit.readPiece).toHaveBeenCalledOnce();
    expect(removeOlderThan).toHaveBeenCalledWith(86_400_000, expect.any(Number));
  });

  test("webhook processes its event", async () => {
    const { inbox, handlers } = setUp();
    await handlers.webhook({ payload: { event_id: "WH-1" }, isRetry: false });
    expect(inbox.find).toHaveBeenCalledExactlyOnceWith("WH-1");
  });

  test("sweep claims due orders", async () => {
    const { store, handlers } = setUp();
    const claimDue = vi.spyOn(store, "claimDue").mockResolvedValue([]);
    await handlers.sweep({ payload: {}, isRetry: false });
    expect(claimDue).toHaveBeenCalledOnce();
  });

  test("stuck moves an order to manual review, depending on the dead letter", async () => {
    for (const [job, state] of [
      ["deliver", "approved"],
      ["capture", "needs_attention"],
    ] as const) {
      const { store, handlers } = setUp();
      await handlers.stuck({ payload: { custom_id: order.id, job }, isRetry: false });
      expect(store.row(order).state).toBe(state);
    }
  });

  test("stuck closes an event that failed too often", async () => {
    const { inbox, handlers } = setUp();
    await handlers.stuck({ payload: { event_id: "WH-1", job: "webhook" }, isRetry: false });
    expect(inbox.close).toHaveBeenCalledExactlyOnceWith("WH-1", "gave up");
  });
});

describe("a job that is postponed", () => {
  test("after a requested pause uses no retry", async () => {
    const { paypal, handlers } = setUp();
    paypal.captureOrder.mockResolvedValue(failed("unavailable", "RATE_LIMIT_REACHED", 7_000));
    expect(await handlers.capture(first)).toEqual({ afterMs: 7_000 });
  });

  const minuteMs = 60_000;
  const hourMs = 60 * minuteMs;
  const waiting = (waited_ms: number) => ({ ...first, payload: { ...first.payload, waited_ms } });

  test.each([
    ["as long as requested", 0, 3_000, 3_000],
    ["longer the longer it has waited", 20_000, 3_000, 10_000],
    ["a minute after hours, unless more was requested", 9 * hourMs, 3_000, minuteMs],
    ["as long as requested, after hours", 9 * hourMs, 7 * minuteMs, 7 * minuteMs],
    ["not for nothing", 0, 0, 1_000],
    ["at most an hour, even if PayPal requests a year", 0, 365 * 24 * hourMs, hourMs],
  ])("pauses %s", async (_, waitedMs, askedMs, afterMs) => {
    const { paypal, handlers } = setUp();
    paypal.captureOrder.mockResolvedValue(failed("unavailable", "CIRCUIT_OPEN", askedMs));
    expect(await handlers.capture(waiting(waitedMs))).toEqual({ afterMs });
  });

  test("pauses exactly as long as requested if the time is known, however long it has waited", async () => {
    const deliveryStartedAt = new Date(Date.now() - 20_000);
    const open = capturedOrder({ delivery: "open", deliveryAttempt: 1, deliveryStartedAt });
    const { webOrder, handlers } = setUp(open);
    webOrder.lookUp.mockResolvedValue({ kind: "absent" });
    const pause = await handlers.deliver(waiting(9 * hourMs));
    expect(pause?.afterMs).toBeGreaterThan(19_000);
    expect(pause?.afterMs).toBeLessThan(25_000);
  });

  test("uses retries once it has paused for a day, which ends in manual review", async () => {
    const { paypal, handlers } = setUp();
    paypal.captureOrder.mockResolvedValue(failed("unavailable", "CIRCUIT_OPEN", 3_000));
    const tried = handlers.capture(waiting(24 * hourMs));
    await expect(tried).rejects.toBeInstanceOf(RetryableError);
  });

  test("for any other reason is retried by the queue", async () => {
    const { store, paypal, handlers } = setUp();
    paypal.captureOrder.mockResolvedValue(failed("unavailable"));
    await expect(handlers.capture(first)).rejects.toBeInstanceOf(RetryableError);
    const fault = new Error("an internal error");
    store.find = () => Promise.reject(fault);
    await expect(handlers.capture(first)).rejects.toBe(fault);
  });
});

test("an attempt is counted; a failed one is a warning if it is retryable, and an error otherwise", () => {
  const log = { warn: vi.fn(), error: vi.fn() };
  const count = vi.fn();
  const onAttempt = logJobAttempt(log as unknown as Parameters<typeof logJobAttempt>[0], count);
  const payload = { custom_id: "O1", order_id: "O1", paypal_order_id: "P1" };
  const tried = { job: "capture", payload, retryCount: 3 };
  const about = {
    job: "capture",
    order_id: "P1",
    custom_id: "O1",
    event_id: undefined,
    retry_count: 3,
  };
  onAttempt({ ...tried, end: { kind: "done" } });
  onAttempt({ ...tried, end: { kind: "pause", afterMs: 3_000 } });
  const waiting = new RetryableError("timeout: ETIMEDOUT", undefined, "debug-1");
  onAttempt({ ...tried, end: { kind: "error", error: waiting } });
  expect(log.warn).toHaveBeenCalledExactlyOnceWith(
    { ...about, debug_id: "debug-1", cause: "timeout: ETIMEDOUT" },
    "job postponed",
  );
  const fault = new Error("an internal error");
  onAttempt({ ...tried, end: { kind: "error", error: fault } });
  expect(log.error).toHaveBeenCalledExactlyOnceWith({ ...about, err: fault }, "job failed");
  const dead = { custom_id: "O1", job: "deliver" };
  onAttempt({ ...tried, job: "stuck", payload: dead, end: { kind: "done" } });
  expect(count.mock.calls).toEqual([
    ["capture", "completed"],
    ["capture", "postponed"],
    ["capture", "postponed"],
    ["capture", "failed"],
    ["deliver", "given_up"],
  ]);
});
