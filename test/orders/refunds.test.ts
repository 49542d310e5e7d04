import { afterAll, beforeAll, expect, test } from "vitest";
import { type OrderFlow, startOrderFlow } from "./order-flow.ts";

let flow: OrderFlow;
beforeAll(async () => {
  flow = await startOrderFlow();
});
afterAll(() => flow[Symbol.asyncDispose]());

const readRefunds = (orderId: string) =>
  flow.query<{ amount: string; status: string; paypal: string }>(
    `select refunds.amount_minor as amount, refunds.status, paypal_refund_id as paypal
       from refunds join orders on orders.id = order_id where paypal_order_id = $1
      order by refunds.amount_minor`,
    [orderId],
  );

test("refunds of 2 and 3 in the dashboard are stored once each, however often webhooks report them", async () => {
  const { paypal } = flow.sandbox;
  const orderId = await flow.create("two-refunds");
  paypal.captureInBrowser(orderId);
  await flow.reaches(orderId, "provisioned");
  paypal.webhooks.deliveryFaults.duplicateNext(2);
  const [two, three] = [
    paypal.refundInDashboard(orderId, "2"),
    paypal.refundInDashboard(orderId, "3"),
  ];
  await expect
    .poll(async () => (await flow.order(orderId)).refunded_amount)
    .toEqual({ currency_code: "USD", value: "5.00" });
  await paypal.webhooks.idle();
  expect(await readRefunds(orderId)).toEqual([
    { amount: "200", status: "completed", paypal: two.id },
    { amount: "300", status: "completed", paypal: three.id },
  ]);
  expect((await flow.order(orderId)).state).toBe("provisioned");
  expect(paypal.refundedTotal(orderId)).toBe("5.00");
});

test("a webhook that arrives before the response to our own refund leaves one row", async () => {
  const { paypal, webOrder } = flow.sandbox;
  webOrder.refuse("refused-cluster");
  const orderId = await flow.create("refused-cluster");
  // PayPal makes the refund at once and sends the webhook, but its response is delayed.
  paypal.faults.add({
    operation: "captures.refund",
    kind: "delay",
    when: "after",
    latencyMs: 2_000,
  });
  paypal.captureInBrowser(orderId);
  await flow.reaches(orderId, "refunded");
  await flow.sweep();
  await expect
    .poll(() => flow.query("select from pgboss.job where name = 'refund' and state < 'completed'"))
    .toEqual([]);
  const [refund, ...others] = await readRefunds(orderId);
  expect(others).toEqual([]);
  expect(refund).toMatchObject({ amount: "3100", status: "completed" });
  expect([paypal.capturedTotal(orderId), paypal.refundedTotal(orderId)]).toEqual([
    "31.00",
    "31.00",
  ]);
  expect(webOrder.findRows(orderId)).toEqual([]);
});

test("the response to our refund is lost: one refund at PayPal, one row", async () => {
  const { paypal, webOrder } = flow.sandbox;
  webOrder.refuse("also-refused");
  const orderId = await flow.create("also-refused");
  paypal.webhooks.deliveryFaults.dropNext(4);
  paypal.faults.add({ operation: "captures.refund", kind: "reset", when: "after" });
  paypal.captureInBrowser(orderId);
  await flow.approve(orderId);
  await flow.reaches(orderId, "refunded");
  expect(await readRefunds(orderId)).toHaveLength(1);
  expect(paypal.refundedTotal(orderId)).toBe("31.00");
});

test("finds a refund and a reversal without webhooks in PayPal's list of events", async () => {
  const { paypal } = flow.sandbox;
  const [refunded, reversed] = [await flow.create("silent-refund"), await flow.create("silent")];
  for (const orderId of [refunded, reversed]) {
    paypal.captureInBrowser(orderId);
    await flow.reaches(orderId, "provisioned");
  }
  await paypal.webhooks.idle();
  paypal.webhooks.deliveryFaults.dropNext(20);
  paypal.refundInDashboard(refunded);
  paypal.reverse(reversed);
  paypal.webhooks.deliveryFaults.clear();
  await flow.backfill();
  await flow.reaches(refunded, "refunded");
  await flow.reaches(reversed, "needs_attention");
  expect((await flow.order(reversed)).problem).toContain("taken back");
});

test("a reversal that PayPal's order shows before any event is not stored as a refund", async () => {
  const { paypal, webOrder } = flow.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: { status: 503 }, times: 100 });
  const orderId = await flow.create("reversed-early");
  paypal.captureInBrowser(orderId);
  await flow.approve(orderId);
  await flow.reaches(orderId, "captured");
  await paypal.webhooks.idle();
  paypal.webhooks.deliveryFaults.dropNext(20);
  paypal.reverse(orderId);
  // A repeated older event makes the service read the whole order.
  paypal.webhooks.deliveryFaults.clear();
  const [seen] = paypal.webhooks.events({ eventType: "PAYMENT.CAPTURE.COMPLETED" }).slice(-1);
  await flow.query(
    `insert into pgboss.job (name, policy, retry_limit, expire_seconds, heartbeat_seconds, data)
     select name, policy, retry_limit, expire_seconds, heartbeat_seconds, $1::jsonb
       from pgboss.queue where name = 'webhook'`,
    [JSON.stringify({ event_id: seen?.id, job: "webhook" })],
  );
  await flow.reaches(orderId, "needs_attention");
  webOrder.faults.clear();
  const [row] = await flow.query<{ refunded: string; reversed: string }>(
    "select refunded_minor as refunded, reversed_minor as reversed from orders where paypal_order_id = $1",
    [orderId],
  );
  expect(row).toEqual({ refunded: "0", reversed: "3100" });
});
