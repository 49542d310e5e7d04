import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Capture, PayPalOrder } from "../domain/paypal-order.ts";
import { noopTracer } from "../ports/tracer.ts";
import { approveOrder } from "../procedures/approve-order.ts";
import { ingress } from "../testing/callers.ts";
import { done, failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import { approvedOrder, completedAtPayPal, sampleOrder } from "../testing/sample-order.ts";
import { paypalRefund } from "../testing/sample-refund.ts";
import { captureOrder } from "./capture-order.ts";
import { processWebhook } from "./process-webhook.ts";
import { syncOrder } from "./sync-order.ts";

beforeEach(
  () => void vi.useFakeTimers({ now: new Date("2026-03-01T10:04:00Z"), toFake: ["Date"] }),
);
afterEach(() => void vi.useRealTimers());

type Trigger = "approve" | "capture" | "capture again" | "webhook" | "sweep";
const triggers: readonly Trigger[] = ["approve", "capture", "capture again", "webhook", "sweep"];
const looks = triggers.filter((trigger) => trigger !== "webhook");

function setUp(trigger: Trigger) {
  const isOurs = trigger === "capture" || trigger === "capture again";
  const order = isOurs ? approvedOrder() : sampleOrder();
  const store = createMemoryStore(order);
  const paypal = fakePayPal();
  const log = quietLog;
  const row = () => store.row(order);
  const sweep = () => syncOrder({ store, paypal }, row(), { by: "sweep" });
  const webhook = () =>
    processWebhook(
      {
        store,
        paypal,
        log,
        tracer: noopTracer,
        inbox: {
          receive: async () => 0,
          find: async (id) => ({ id, body: "", ageMs: 0 }),
          close: async () => undefined,
        },
        parse: () => ({
          id: "WH-1",
          type: "PAYMENT.CAPTURE.REVERSED",
          topic: "reversal",
          payment: null,
          paypalOrderId: order.paypalOrderId,
          captureId: null,
          subjectId: "R-1",
        }),
      },
      { eventId: "WH-1" },
    );
  const acts: Record<Trigger, () => Promise<unknown>> = {
    approve: () =>
      approveOrder(sampleDependencies({ store, paypal }), {
        caller: ingress,
        input: { order_id: order.paypalOrderId },
      }),
    capture: () => captureOrder({ store, paypal, log }, { orderId: order.id, isRetry: false }),
    "capture again": () =>
      captureOrder({ store, paypal, log }, { orderId: order.id, isRetry: true }),
    webhook,
    sweep,
  };
  const reversal = paypalRefund({ paypalRefundId: "R-1", kind: "reversal", amount: order.amount });
  const shows = (shown: PayPalOrder, refund = shown.refunds[0]) => {
    paypal.getOrder.mockResolvedValue(done(shown));
    paypal.captureOrder.mockResolvedValue(failed("already_done"));
    paypal.getRefund.mockResolvedValue(
      refund ? done({ ...refund, kind: "refund" }) : failed("gone"),
    );
  };
  const seen = (capture: Partial<Capture>, refunds = [reversal]) => ({
    ...completedAtPayPal(order, capture),
    refunds,
  });
  return { order, store, row, shows, seen, reversal, sweep, act: acts[trigger] };
}

const eventsIn = ({ store }: ReturnType<typeof setUp>) =>
  store.applied.map(({ event }) => event.type);

test.each(triggers)(
  "a payment that is first read as reversed is recorded so, and delivered after the reversal is cancelled: %s",
  async (trigger) => {
    const scene = setUp(trigger);
    const { order, row, shows, seen, reversal, store, sweep } = scene;
    shows(seen({ status: "REFUNDED", isTakenBack: true }));
    await scene.act();
    await sweep();
    expect(row()).toMatchObject({
      state: "needs_attention",
      capturedAmount: order.amount,
      reversedAmount: order.amount,
      refundedAmount: 0n,
      problem: "The payment was taken back through PayPal.",
    });
    expect(store.queued).toEqual([]);
    shows(seen({}, []), { ...reversal, status: "failed", isCancelled: true });
    await sweep();
    await sweep();
    expect(row()).toMatchObject({ state: "captured", reversedAmount: 0n, problem: null });
    expect(store.queued.map(({ job }) => job)).toEqual(["deliver"]);
    expect(eventsIn(scene)).toEqual(["capture_reversed", "reversal_cancelled"]);
  },
);

test.each(triggers)(
  "a different payment is refunded after its reversal is cancelled: %s",
  async (trigger) => {
    const scene = setUp(trigger);
    const { row, shows, seen, reversal, sweep } = scene;
    const few = { ...reversal, amount: 300n };
    shows(seen({ status: "REFUNDED", amount: 300n, isTakenBack: true }, [few]));
    await scene.act();
    shows(seen({ amount: 300n }, []), { ...few, status: "failed", isCancelled: true });
    await sweep();
    expect(row()).toMatchObject({
      state: "refunding",
      problem: expect.stringContaining("differs"),
    });
    const refunds = await scene.store.listRefunds(row().id);
    expect(refunds).toMatchObject([
      { kind: "reversal", status: "failed" },
      { kind: "refund", status: "requested", amount: null },
    ]);
    expect(scene.store.queued.map(({ job }) => job)).toEqual(["refund"]);
  },
);

// An event of a reversal that PayPal does not show yet is retried.
test.each(looks)(
  "a payment whose reversal is never listed is delivered as well after its cancellation: %s",
  async (trigger) => {
    const scene = setUp(trigger);
    const { row, shows, seen, sweep } = scene;
    shows(seen({ status: "REFUNDED", isTakenBack: true }, []));
    await scene.act();
    await sweep();
    expect(row()).toMatchObject({ state: "needs_attention", reversedFrom: "captured" });
    shows(seen({}, []));
    await sweep();
    expect(row()).toMatchObject({ state: "captured", reversedFrom: null });
  },
);

test.each(looks)("a payment that the merchant fully refunded is refunded: %s", async (trigger) => {
  const { row, shows, seen, reversal, sweep, act } = setUp(trigger);
  shows(seen({ status: "REFUNDED" }, [{ ...reversal, kind: "refund" }]));
  await act().catch(() => undefined);
  await sweep();
  expect(row()).toMatchObject({ state: "refunded", reversedAmount: 0n });
});
