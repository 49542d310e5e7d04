import { createBillingClient } from "@onekonsole/billing-client";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OrderFlow, startOrderFlow } from "./order-flow.ts";

const prices = {
  basic: 20,
  img_storage_price_unit: 1,
  monitoring_option: 5,
  monitoring_storage_price_unit: 1,
  alerting_option: 5,
};
const currencies = ["USD", "JPY", "HUF", "TWD"];

let flow: OrderFlow;
beforeAll(async () => {
  const book = Object.fromEntries(currencies.map((code) => [code, prices]));
  flow = await startOrderFlow({ price_book: JSON.stringify(book) });
});
afterAll(() => flow[Symbol.asyncDispose]());

const findRows = (orderId: string) => flow.sandbox.webOrder.findRows(orderId);

/** Expects that the order is refunded in full and was not delivered. */
async function expectRefunded(orderId: string, total: string): Promise<void> {
  const { paypal } = flow.sandbox;
  await flow.reaches(orderId, "refunded");
  expect(findRows(orderId)).toEqual([]);
  expect([paypal.capturedTotal(orderId), paypal.refundedTotal(orderId)]).toEqual([total, total]);
  const { problem } = await flow.order(orderId);
  expect(problem).toMatch(/\w/);
}

describe("only the expected payment leads to a delivery", () => {
  test("a COMPLETED order with a DECLINED capture is not provisioned", async () => {
    const orderId = await flow.create("declined-within");
    flow.sandbox.paypal.captureInBrowser(orderId, { capture: "DECLINED" });
    await flow.reaches(orderId, "capture_failed");
    expect((await flow.approve(orderId)).body).toMatchObject({ code: "payment_declined" });
    expect(findRows(orderId)).toEqual([]);
  });

  test("a wrong amount is refunded, not provisioned", async () => {
    const orderId = await flow.create("wrong-amount");
    flow.sandbox.paypal.captureInBrowser(orderId, { amount: { value: "3.00" } });
    const response = await flow.approve(orderId);
    expect(response).toMatchObject({ status: 409, body: { code: "payment_mismatch" } });
    await expectRefunded(orderId, "3.00");
  });

  test("a wrong currency is refunded, not provisioned", async () => {
    const orderId = await flow.create("wrong-currency");
    const amount = { currency_code: "MXN", value: "31.00" };
    flow.sandbox.paypal.captureInBrowser(orderId, { amount });
    await expectRefunded(orderId, "31.00");
    const { refunded_amount: given } = await flow.order(orderId);
    expect(given).toEqual(amount);
  });

  test("a payment to another payee leads to manual review: only that payee can refund it", async () => {
    const orderId = await flow.create("wrong-payee");
    const unit = flow.sandbox.paypal.orders.get(orderId)?.purchase_units[0] ?? {};
    Object.assign(unit, {
      payee: { email_address: "thief@example.com", merchant_id: "THIEF22222222" },
    });
    flow.sandbox.paypal.captureInBrowser(orderId);
    await flow.reaches(orderId, "needs_attention");
    expect(findRows(orderId)).toEqual([]);
    expect((await flow.order(orderId)).problem).toMatch(/refund/);
    const refusals = await flow.query(
      `select failure_reason from refunds join orders on orders.id = refunds.order_id
        where paypal_order_id = $1 and status = 'failed'`,
      [orderId],
    );
    expect(refusals).toEqual([{ failure_reason: "PERMISSION_DENIED" }]);
  });

  test.each([
    ["JPY", "56"],
    ["HUF", "56"],
    ["TWD", "56"],
    ["USD", "56.00"],
  ])("%s is requested, captured and stored as %s", async (currency, value) => {
    const { paypal } = flow.sandbox;
    const details = { has_monitoring: true, monitoring_storage: 20 };
    const orderId = await flow.create(`in-${currency.toLowerCase()}`, details, currency);
    paypal.approve(orderId);
    await flow.approve(orderId);
    await flow.reaches(orderId, "provisioned");
    expect(paypal.capturedTotal(orderId)).toBe(value);
    expect((await flow.order(orderId)).amount).toEqual({ currency_code: currency, value });
    const units = value.replace(".", "");
    expect(
      await flow.query(
        "select captured_minor, captured_currency from orders where paypal_order_id = $1",
        [orderId],
      ),
    ).toEqual([{ captured_minor: units, captured_currency: currency }]);
  });

  test("an order that PayPal no longer has after the deadline is expired, and can be ordered again", async () => {
    const { paypal } = flow.sandbox;
    const orderId = await flow.create("too-late");
    paypal.expire(orderId);
    // The state after two lookups of the sweeper, past the deadline.
    await flow.query(
      `update orders set approve_before = now() - interval '10 minutes', missing_looks = 2,
         missing_since = now() - interval '5 minutes' where paypal_order_id = $1`,
      [orderId],
    );
    const response = await flow.approve(orderId);
    expect(response).toMatchObject({ status: 409, body: { code: "order_expired" } });
    expect(response.body["error"]).toMatch(/order again/);
    expect((await flow.order(orderId)).state).toBe("expired");
    const again = await flow.create("too-late");
    paypal.approve(again);
    await flow.approve(again);
    await flow.reaches(again, "provisioned");
  });
});

describe("an approval leads to one capture", () => {
  const captures = (orderId: string): number =>
    flow.sandbox.paypal.requests.filter(({ path }) => path.endsWith(`${orderId}/capture`)).length;

  test("a declined order is captured again after a second approval, not after a reload of the page", async () => {
    const { paypal } = flow.sandbox;
    const orderId = await flow.create("declined-once");
    paypal.approve(orderId, { capture: "DECLINED" });
    // The event of the approval and the payer's return arrive at once.
    await flow.approve(orderId);
    await expect.poll(() => captures(orderId)).toBe(1);
    await flow.reaches(orderId, "awaiting_approval");
    for (let reload = 0; reload < 3; reload += 1) {
      expect(await flow.approve(orderId)).toMatchObject({
        status: 402,
        body: { code: "payment_declined", approve_url: expect.stringContaining(orderId) },
      });
    }
    await flow.sweep();
    expect(captures(orderId)).toBe(1);
    paypal.approve(orderId);
    await flow.approve(orderId);
    await flow.reaches(orderId, "provisioned");
    expect(captures(orderId)).toBe(2);
    expect(paypal.captureCount(orderId)).toBe(1);
  });

  test("an incomplete approval sends the payer back to complete it", async () => {
    const { paypal } = flow.sandbox;
    const orderId = await flow.create("incomplete");
    const issue = "PAYER_ACTION_REQUIRED";
    paypal.faults.add({ operation: "orders.capture", kind: "issue", issue });
    paypal.approve(orderId);
    await expect.poll(async () => (await flow.order(orderId)).problem).toMatch(/complete the app/);
    const response = await flow.approve(orderId);
    expect(response).toMatchObject({ status: 409, body: { code: "order_not_approved" } });
    expect(response.body["error"]).toMatch(/No money was taken. Please complete the approval/);
    expect(response.body["approve_url"]).toContain(orderId);
    paypal.approve(orderId);
    await flow.reaches(orderId, "provisioned");
  });
});

describe("a single wrong response of PayPal does not end an order", () => {
  const missing = { status: 404, body: { name: "RESOURCE_NOT_FOUND" } };

  test("an order that PayPal does not return yet, at the approval and at the capture, is paid", async () => {
    const { paypal } = flow.sandbox;
    paypal.webhooks.deliveryFaults.dropNext();
    const orderId = await flow.create("not-visible");
    paypal.faults.add({ operation: "orders.get", kind: missing });
    paypal.faults.add({ operation: "orders.capture", kind: missing });
    paypal.approve(orderId);
    expect(await flow.approve(orderId)).toMatchObject({
      status: 503,
      body: { code: "paypal_unavailable" },
    });
    expect(await flow.approve(orderId)).toMatchObject({ status: 200 });
    await flow.reaches(orderId, "provisioned");
    expect(paypal.captureCount(orderId)).toBe(1);
  });
});

describe("responses of PayPal", () => {
  test("the response to a capture is lost: one capture", async () => {
    const { paypal } = flow.sandbox;
    const orderId = await flow.create("lost-answer");
    paypal.faults.add({ operation: "orders.capture", kind: "reset", when: "after" });
    paypal.approve(orderId);
    await flow.approve(orderId);
    await flow.reaches(orderId, "provisioned");
    expect(paypal.captureCount(orderId)).toBe(1);
    expect(paypal.capturedTotal(orderId)).toBe("31.00");
    expect(findRows(orderId)).toHaveLength(1);
  });

  test("a repeated create that returns 200 instead of 201 is the same order", async () => {
    const { paypal } = flow.sandbox;
    const before = paypal.orders.size;
    paypal.faults.add({ operation: "orders.create", kind: "reset", when: "after" });
    const orderId = await flow.create("replayed");
    expect(paypal.orders.size).toBe(before + 1);
    paypal.approve(orderId);
    // The first capture fails before it has an effect, so the retry with its key is new to PayPal.
    paypal.faults.add({ operation: "orders.capture", kind: { status: 500 }, when: "before" });
    await flow.approve(orderId);
    await flow.reaches(orderId, "provisioned");
    expect(paypal.captureCount(orderId)).toBe(1);
  });

  test("after a 2xx response without its nested fields, the order is read again", async () => {
    const { paypal } = flow.sandbox;
    const orderId = await flow.create("missing-fields");
    const bare = { status: 201, body: { id: orderId, status: "COMPLETED" } };
    paypal.faults.add({ operation: "orders.capture", kind: bare, when: "after" });
    paypal.approve(orderId);
    await flow.approve(orderId);
    await flow.reaches(orderId, "provisioned");
    expect(paypal.captureCount(orderId)).toBe(1);
    expect(findRows(orderId)).toHaveLength(1);
  });

  test("a 2xx response with unknown nested fields is accepted", async () => {
    const { paypal } = flow.sandbox;
    const orderId = await flow.create("unknown-fields");
    paypal.webhooks.deliveryFaults.dropNext(3);
    const record = paypal.captureInBrowser(orderId);
    const unknown = { new_in_2031: { deep: [1, { er: null }] } };
    const units = record.purchase_units.map(({ payments, ...unit }) => ({
      ...unit,
      ...unknown,
      payments: { ...unknown, captures: payments?.captures.map((it) => ({ ...it, ...unknown })) },
    }));
    const body = { ...unknown, id: orderId, status: "COMPLETED", purchase_units: units };
    paypal.faults.add({ operation: "orders.get", kind: { status: 200, body } });
    const response = await flow.approve(orderId);
    expect(response).toEqual({ status: 200, body: { id: orderId, status: "COMPLETED" } });
    await flow.reaches(orderId, "provisioned");
  });

  test("a proxy's HTML 502: the caller gets JSON, and the capture is retried", async () => {
    const { paypal } = flow.sandbox;
    paypal.faults.add({ operation: "orders.create", kind: "html_502", times: 3 });
    const sent = orderInput("behind-a-proxy");
    const refused = await consoleCall(flow.server.url, "/order/create", sent);
    expect(refused).toMatchObject({ status: 503, body: { code: "paypal_unavailable" } });
    const orderId = await flow.create("behind-a-proxy");
    paypal.faults.add({ operation: "orders.capture", kind: "html_502", when: "after" });
    paypal.approve(orderId);
    await flow.approve(orderId);
    const settled = await createBillingClient({ url: flow.server.url }).waitUntilSettled(orderId);
    expect(settled.state).toBe("provisioned");
    expect(paypal.captureCount(orderId)).toBe(1);
  });
});
