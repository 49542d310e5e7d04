import { createBillingClient } from "@onekonsole/billing-client";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Story, startStory } from "./story.ts";

const prices = {
  basic: 20,
  img_storage_price_unit: 1,
  monitoring_option: 5,
  monitoring_storage_price_unit: 1,
  alerting_option: 5,
};
const currencies = ["USD", "JPY", "HUF", "TWD"];

let story: Story;
beforeAll(async () => {
  const book = Object.fromEntries(currencies.map((code) => [code, prices]));
  story = await startStory({ price_book: JSON.stringify(book) });
});
afterAll(() => story[Symbol.asyncDispose]());

const rowsOf = (orderId: string) => story.sandbox.webOrder.rowsOf(orderId);

/** The order went to nobody, and all of its money went back. */
async function expectGivenBack(orderId: string, total: string): Promise<void> {
  const { paypal } = story.sandbox;
  await story.reaches(orderId, "refunded");
  expect(rowsOf(orderId)).toEqual([]);
  expect([paypal.capturedTotal(orderId), paypal.refundedTotal(orderId)]).toEqual([total, total]);
  const { problem } = await story.order(orderId);
  expect(problem).toMatch(/\w/);
}

describe("what was paid is what counts", () => {
  test("an ORDER COMPLETED that holds a DECLINED capture is not provisioned", async () => {
    const orderId = await story.create("declined-within");
    story.sandbox.paypal.captureInBrowser(orderId, { capture: "DECLINED" });
    await story.reaches(orderId, "capture_failed");
    expect((await story.approve(orderId)).body).toMatchObject({ code: "payment_declined" });
    expect(rowsOf(orderId)).toEqual([]);
  });

  test("a wrong amount is refunded, not provisioned", async () => {
    const orderId = await story.create("wrong-amount");
    story.sandbox.paypal.captureInBrowser(orderId, { amount: { value: "3.00" } });
    const answer = await story.approve(orderId);
    expect(answer).toMatchObject({ status: 409, body: { code: "payment_mismatch" } });
    await expectGivenBack(orderId, "3.00");
  });

  test("a wrong currency is refunded, not provisioned", async () => {
    const orderId = await story.create("wrong-currency");
    const amount = { currency_code: "MXN", value: "31.00" };
    story.sandbox.paypal.captureInBrowser(orderId, { amount });
    await expectGivenBack(orderId, "31.00");
    const { refunded_amount: given } = await story.order(orderId);
    expect(given).toEqual(amount);
  });

  test("a payment to a wrong payee is an operator's, not provisioned: only that payee can give it back", async () => {
    const orderId = await story.create("wrong-payee");
    const unit = story.sandbox.paypal.orders.get(orderId)?.purchase_units[0] ?? {};
    Object.assign(unit, {
      payee: { email_address: "thief@example.com", merchant_id: "THIEF22222222" },
    });
    story.sandbox.paypal.captureInBrowser(orderId);
    await story.reaches(orderId, "needs_attention");
    expect(rowsOf(orderId)).toEqual([]);
    expect((await story.order(orderId)).problem).toMatch(/refund/);
    const refusals = await story.query(
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
  ])("%s is asked for, captured and booked as %s", async (currency, value) => {
    const { paypal } = story.sandbox;
    const details = { has_monitoring: true, monitoring_storage: 20 };
    const orderId = await story.create(`in-${currency.toLowerCase()}`, details, currency);
    paypal.approve(orderId);
    await story.approve(orderId);
    await story.reaches(orderId, "provisioned");
    expect(paypal.capturedTotal(orderId)).toBe(value);
    expect((await story.order(orderId)).amount).toEqual({ currency_code: currency, value });
    const units = value.replace(".", "");
    expect(
      await story.query(
        "select captured_minor, captured_currency from orders where paypal_order_id = $1",
        [orderId],
      ),
    ).toEqual([{ captured_minor: units, captured_currency: currency }]);
  });

  test("404 after the order's time: expired, with the offer to start again, which works", async () => {
    const { paypal } = story.sandbox;
    const orderId = await story.create("too-late");
    paypal.expire(orderId);
    // As two looks of the sweeper leave it once the time is over.
    await story.query(
      `update orders set approve_before = now() - interval '10 minutes', missing_looks = 2,
         missing_since = now() - interval '5 minutes' where paypal_order_id = $1`,
      [orderId],
    );
    const answer = await story.approve(orderId);
    expect(answer).toMatchObject({ status: 409, body: { code: "order_expired" } });
    expect(answer.body["error"]).toMatch(/order again/);
    expect((await story.order(orderId)).state).toBe("expired");
    const again = await story.create("too-late");
    paypal.approve(again);
    await story.approve(again);
    await story.reaches(again, "provisioned");
  });
});

describe("an approval leads to one capture", () => {
  const captures = (orderId: string): number =>
    story.sandbox.paypal.requests.filter(({ path }) => path.endsWith(`${orderId}/capture`)).length;

  test("a declined one is captured again when the payer approves again, not when the page is reloaded", async () => {
    const { paypal } = story.sandbox;
    const orderId = await story.create("declined-once");
    paypal.approve(orderId, { capture: "DECLINED" });
    // The event of the approval and the payer's return come at once.
    await story.approve(orderId);
    await expect.poll(() => captures(orderId)).toBe(1);
    await story.reaches(orderId, "awaiting_approval");
    for (let reload = 0; reload < 3; reload += 1) {
      expect(await story.approve(orderId)).toMatchObject({
        status: 402,
        body: { code: "payment_declined", approve_url: expect.stringContaining(orderId) },
      });
    }
    await story.sweep();
    expect(captures(orderId)).toBe(1);
    paypal.approve(orderId);
    await story.approve(orderId);
    await story.reaches(orderId, "provisioned");
    expect(captures(orderId)).toBe(2);
    expect(paypal.captureCount(orderId)).toBe(1);
  });

  test("an incomplete one sends the payer back to complete it", async () => {
    const { paypal } = story.sandbox;
    const orderId = await story.create("incomplete");
    const issue = "PAYER_ACTION_REQUIRED";
    paypal.faults.add({ operation: "orders.capture", kind: "issue", issue });
    paypal.approve(orderId);
    await expect.poll(async () => (await story.order(orderId)).problem).toMatch(/complete the app/);
    const answer = await story.approve(orderId);
    expect(answer).toMatchObject({ status: 409, body: { code: "order_not_approved" } });
    expect(answer.body["error"]).toMatch(/No money was taken. Please complete the approval/);
    expect(answer.body["approve_url"]).toContain(orderId);
    paypal.approve(orderId);
    await story.reaches(orderId, "provisioned");
  });
});

describe("one odd answer of PayPal's ends nothing", () => {
  const missing = { status: 404, body: { name: "RESOURCE_NOT_FOUND" } };

  test("an order that is not visible yet, to the approve and to the capture, is paid all the same", async () => {
    const { paypal } = story.sandbox;
    paypal.webhooks.deliveryFaults.dropNext();
    const orderId = await story.create("not-visible");
    paypal.faults.add({ operation: "orders.get", kind: missing });
    paypal.faults.add({ operation: "orders.capture", kind: missing });
    paypal.approve(orderId);
    expect(await story.approve(orderId)).toMatchObject({
      status: 503,
      body: { code: "paypal_unavailable" },
    });
    expect(await story.approve(orderId)).toMatchObject({ status: 200 });
    await story.reaches(orderId, "provisioned");
    expect(paypal.captureCount(orderId)).toBe(1);
  });
});

describe("what PayPal answers, or doesn't", () => {
  test("captured, then the answer was lost: one capture", async () => {
    const { paypal } = story.sandbox;
    const orderId = await story.create("lost-answer");
    paypal.faults.add({ operation: "orders.capture", kind: "reset", when: "after" });
    paypal.approve(orderId);
    await story.approve(orderId);
    await story.reaches(orderId, "provisioned");
    expect(paypal.captureCount(orderId)).toBe(1);
    expect(paypal.capturedTotal(orderId)).toBe("31.00");
    expect(rowsOf(orderId)).toHaveLength(1);
  });

  test("a replay answered with 200 instead of 201 is the same order", async () => {
    const { paypal } = story.sandbox;
    const before = paypal.orders.size;
    paypal.faults.add({ operation: "orders.create", kind: "reset", when: "after" });
    const orderId = await story.create("replayed");
    expect(paypal.orders.size).toBe(before + 1);
    paypal.approve(orderId);
    // The first capture's answer is lost before it has any effect, the replay of its key is new.
    paypal.faults.add({ operation: "orders.capture", kind: { status: 500 }, when: "before" });
    await story.approve(orderId);
    await story.reaches(orderId, "provisioned");
    expect(paypal.captureCount(orderId)).toBe(1);
  });

  test("a 2xx without its nested fields proves nothing, and the order is read again", async () => {
    const { paypal } = story.sandbox;
    const orderId = await story.create("missing-fields");
    const bare = { status: 201, body: { id: orderId, status: "COMPLETED" } };
    paypal.faults.add({ operation: "orders.capture", kind: bare, when: "after" });
    paypal.approve(orderId);
    await story.approve(orderId);
    await story.reaches(orderId, "provisioned");
    expect(paypal.captureCount(orderId)).toBe(1);
    expect(rowsOf(orderId)).toHaveLength(1);
  });

  test("a 2xx with nested fields nobody knows is read all the same", async () => {
    const { paypal } = story.sandbox;
    const orderId = await story.create("unknown-fields");
    paypal.webhooks.deliveryFaults.dropNext(3);
    const record = paypal.captureInBrowser(orderId);
    const strange = { new_in_2031: { deep: [1, { er: null }] } };
    const units = record.purchase_units.map(({ payments, ...unit }) => ({
      ...unit,
      ...strange,
      payments: { ...strange, captures: payments?.captures.map((it) => ({ ...it, ...strange })) },
    }));
    const body = { ...strange, id: orderId, status: "COMPLETED", purchase_units: units };
    paypal.faults.add({ operation: "orders.get", kind: { status: 200, body } });
    const answer = await story.approve(orderId);
    expect(answer).toEqual({ status: 200, body: { id: orderId, status: "COMPLETED" } });
    await story.reaches(orderId, "provisioned");
  });

  test("HTML 502 of a proxy: JSON to the caller, and the capture is tried again", async () => {
    const { paypal } = story.sandbox;
    paypal.faults.add({ operation: "orders.create", kind: "html_502", times: 3 });
    const sent = orderInput("behind-a-proxy");
    const refused = await consoleCall(story.server.url, "/order/create", sent);
    expect(refused).toMatchObject({ status: 503, body: { code: "paypal_unavailable" } });
    const orderId = await story.create("behind-a-proxy");
    paypal.faults.add({ operation: "orders.capture", kind: "html_502", when: "after" });
    paypal.approve(orderId);
    await story.approve(orderId);
    const settled = await createBillingClient({ url: story.server.url }).waitUntilSettled(orderId);
    expect(settled.state).toBe("provisioned");
    expect(paypal.captureCount(orderId)).toBe(1);
  });
});
