import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { RefundId } from "../domain/refund.ts";
import {
  orderToOpen,
  type PayPalUnderTest,
  requestsWithKey,
  startPayPalUnderTest,
} from "../testing/paypal-under-test.ts";

let paypal: PayPalUnderTest;
beforeAll(async () => {
  paypal = await startPayPalUnderTest();
});
afterEach(() => {
  paypal.sandbox.faults.clear();
  paypal.sandbox.refundsStartPending = false;
});
afterAll(() => paypal[Symbol.asyncDispose]());

/** A paid order at PayPal, and the arguments for a refund of its capture. */
async function paid(currency = "USD", amount = 3_100n) {
  const opened = await paypal.gateway.createOrder(orderToOpen({ currency, amount }));
  if (!opened.ok) throw new Error(opened.failure.issue);
  const paypalOrderId = opened.value.id;
  paypal.sandbox.captureInBrowser(paypalOrderId);
  const seen = await paypal.gateway.getOrder(paypalOrderId, "background");
  const captureId = seen.ok ? (seen.value.capture?.id ?? "") : "";
  const refundRequest = (part: bigint | null) => ({
    captureId,
    refundId: randomUUID() as RefundId,
    currency,
    amount: part,
  });
  const refundsSeen = async () => {
    const order = await paypal.gateway.getOrder(paypalOrderId, "background");
    return order.ok ? order.value.refunds : [];
  };
  return { paypalOrderId, refundRequest, refundsSeen };
}

describe("refundCapture", () => {
  test("refunds all that remains, with our key and id", async () => {
    const { refundRequest, refundsSeen } = await paid();
    const refund = refundRequest(null);
    const answer = await paypal.gateway.refundCapture(refund);
    expect(answer).toMatchObject({
      ok: true,
      value: { refundId: refund.refundId, amount: 3_100n, status: "completed", kind: "refund" },
    });
    const [request] = requestsWithKey(paypal.sandbox, `${refund.refundId}:refund`);
    expect(request?.body).toEqual({ custom_id: refund.refundId });
    expect(await refundsSeen()).toEqual([answer.ok && answer.value]);
  });

  test.each([
    ["USD", 3_100n, 205n, "2.05"],
    ["JPY", 3_100n, 205n, "205"],
    ["HUF", 3_100n, 205n, "205"],
    ["TWD", 3_100n, 205n, "205"],
  ])("refunds a part in %s with the currency's exponent", async (currency, all, part, value) => {
    const { refundRequest } = await paid(currency, all);
    const refund = refundRequest(part);
    expect(await paypal.gateway.refundCapture(refund)).toMatchObject({
      ok: true,
      value: { amount: part },
    });
    const [request] = requestsWithKey(paypal.sandbox, `${refund.refundId}:refund`);
    expect(request?.body).toMatchObject({ amount: { currency_code: currency, value } });
  });

  test("is made once, however often it is requested, also if its response was lost", async () => {
    const { refundRequest, refundsSeen } = await paid();
    const refund = refundRequest(200n);
    paypal.sandbox.faults.add({ operation: "captures.refund", kind: "reset", when: "after" });
    expect(await paypal.gateway.refundCapture(refund)).toMatchObject({
      ok: false,
      failure: { kind: "unavailable" },
    });
    const again = await paypal.gateway.refundCapture(refund);
    expect(await paypal.gateway.refundCapture(refund)).toMatchObject({ ok: true });
    expect(await refundsSeen()).toEqual([again.ok && again.value]);
  });

  test("adds up to the captured amount and no further", async () => {
    const { refundRequest, refundsSeen } = await paid();
    expect(await paypal.gateway.refundCapture(refundRequest(200n))).toMatchObject({ ok: true });
    expect(await paypal.gateway.refundCapture(refundRequest(300n))).toMatchObject({ ok: true });
    expect(await paypal.gateway.refundCapture(refundRequest(2_601n))).toMatchObject({
      ok: false,
      failure: { kind: "already_done", issue: "REFUND_AMOUNT_EXCEEDED" },
    });
    expect(await paypal.gateway.refundCapture(refundRequest(null))).toMatchObject({
      ok: true,
      value: { amount: 2_600n },
    });
    expect(await paypal.gateway.refundCapture(refundRequest(null))).toMatchObject({
      ok: false,
      failure: { kind: "already_done", issue: "CAPTURE_FULLY_REFUNDED" },
    });
    const amounts = (await refundsSeen()).map(({ amount }) => amount);
    expect(amounts.toSorted((a, b) => Number(a - b))).toEqual([200n, 300n, 2_600n]);
  });

  test("can wait for the bank, and be read until it completes", async () => {
    paypal.sandbox.refundsStartPending = true;
    const { refundRequest } = await paid();
    const answer = await paypal.gateway.refundCapture(refundRequest(null));
    if (!answer.ok) throw new Error(answer.failure.issue);
    expect(answer.value.status).toBe("pending");
    for (const [end, status] of [["COMPLETED", "completed"]] as const) {
      paypal.sandbox.settleRefund(answer.value.paypalRefundId, end);
      expect(await paypal.gateway.getRefund(answer.value.paypalRefundId)).toMatchObject({
        ok: true,
        value: { ...answer.value, status },
      });
    }
  });

  test("can fail at the bank", async () => {
    paypal.sandbox.refundsStartPending = true;
    const { refundRequest } = await paid();
    const answer = await paypal.gateway.refundCapture(refundRequest(null));
    if (!answer.ok) throw new Error(answer.failure.issue);
    paypal.sandbox.settleRefund(answer.value.paypalRefundId, "FAILED");
    expect(await paypal.gateway.getRefund(answer.value.paypalRefundId)).toMatchObject({
      ok: true,
      value: { status: "failed" },
    });
  });
});

describe("refunds that we did not request", () => {
  test("are listed with the order, without an id of ours", async () => {
    const { paypalOrderId, refundsSeen } = await paid();
    const { id } = paypal.sandbox.refundInDashboard(paypalOrderId, "2.00");
    expect(await refundsSeen()).toEqual([
      { paypalRefundId: id, refundId: null, amount: 200n, status: "completed", kind: "refund" },
    ]);
  });

  test("a reversal looks like a refund, by its own id as well", async () => {
    const { paypalOrderId } = await paid();
    const { id } = paypal.sandbox.reverse(paypalOrderId);
    expect(await paypal.gateway.getRefund(id)).toMatchObject({
      ok: true,
      value: { paypalRefundId: id, amount: 3_100n, kind: "refund" },
    });
  });
});

test("a refund that is unknown to PayPal is gone", async () => {
  expect(await paypal.gateway.getRefund("NEVERHEARDOF1")).toMatchObject({
    ok: false,
    failure: { kind: "gone" },
  });
});
