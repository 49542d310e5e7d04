import { afterAll, beforeAll, expect, test } from "vitest";
import { type Story, startStory } from "./story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story[Symbol.asyncDispose]());

const refundsOf = (orderId: string) =>
  story.query<{ amount: string; status: string; paypal: string }>(
    `select refunds.amount_minor as amount, refunds.status, paypal_refund_id as paypal
       from refunds join orders on orders.id = order_id where paypal_order_id = $1
      order by refunds.amount_minor`,
    [orderId],
  );

test("refunds of 2 and 3 in the dashboard make 5, one row each, however often they are told", async () => {
  const { paypal } = story.sandbox;
  const orderId = await story.create("two-refunds");
  paypal.captureInBrowser(orderId);
  await story.reaches(orderId, "provisioned");
  paypal.webhooks.deliveryFaults.duplicateNext(2);
  const [two, three] = [
    paypal.refundInDashboard(orderId, "2"),
    paypal.refundInDashboard(orderId, "3"),
  ];
  await expect
    .poll(async () => (await story.order(orderId)).refunded_amount)
    .toEqual({ currency_code: "USD", value: "5.00" });
  await paypal.webhooks.idle();
  expect(await refundsOf(orderId)).toEqual([
    { amount: "200", status: "completed", paypal: two.id },
    { amount: "300", status: "completed", paypal: three.id },
  ]);
  expect((await story.order(orderId)).state).toBe("provisioned");
  expect(paypal.refundedTotal(orderId)).toBe("5.00");
});

test("a webhook that overtakes the answer to our own refund leaves one row", async () => {
  const { paypal, webOrder } = story.sandbox;
  webOrder.refuse("refused-cluster");
  const orderId = await story.create("refused-cluster");
  // The refund is made at once, PayPal's answer takes its time, and the webhook does not.
  paypal.faults.add({
    operation: "captures.refund",
    kind: "delay",
    when: "after",
    latencyMs: 2_000,
  });
  paypal.captureInBrowser(orderId);
  await story.reaches(orderId, "refunded");
  await story.sweep();
  await expect
    .poll(() => story.query("select from pgboss.job where name = 'refund' and state < 'completed'"))
    .toEqual([]);
  const [refund, ...others] = await refundsOf(orderId);
  expect(others).toEqual([]);
  expect(refund).toMatchObject({ amount: "3100", status: "completed" });
  expect([paypal.capturedTotal(orderId), paypal.refundedTotal(orderId)]).toEqual([
    "31.00",
    "31.00",
  ]);
  expect(webOrder.rowsOf(orderId)).toEqual([]);
});

test("the answer to our refund was lost: one refund at PayPal, one row", async () => {
  const { paypal, webOrder } = story.sandbox;
  webOrder.refuse("also-refused");
  const orderId = await story.create("also-refused");
  paypal.webhooks.deliveryFaults.dropNext(4);
  paypal.faults.add({ operation: "captures.refund", kind: "reset", when: "after" });
  paypal.captureInBrowser(orderId);
  await story.approve(orderId);
  await story.reaches(orderId, "refunded");
  expect(await refundsOf(orderId)).toHaveLength(1);
  expect(paypal.refundedTotal(orderId)).toBe("31.00");
});

test("a refund and a reversal of delivered orders that no webhook ever told are found in PayPal's list", async () => {
  const { paypal } = story.sandbox;
  const [refunded, reversed] = [await story.create("silent-refund"), await story.create("silent")];
  for (const orderId of [refunded, reversed]) {
    paypal.captureInBrowser(orderId);
    await story.reaches(orderId, "provisioned");
  }
  await paypal.webhooks.idle();
  paypal.webhooks.deliveryFaults.dropNext(20);
  paypal.refundInDashboard(refunded);
  paypal.reverse(reversed);
  paypal.webhooks.deliveryFaults.clear();
  await story.backfill();
  await story.reaches(refunded, "refunded");
  await story.reaches(reversed, "needs_attention");
  expect((await story.order(reversed)).problem).toContain("taken back");
});

test("a reversal that PayPal's order shows before any event is not mistaken for a refund", async () => {
  const { paypal, webOrder } = story.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: { status: 503 }, times: 100 });
  const orderId = await story.create("reversed-early");
  paypal.captureInBrowser(orderId);
  await story.approve(orderId);
  await story.reaches(orderId, "captured");
  await paypal.webhooks.idle();
  paypal.webhooks.deliveryFaults.dropNext(20);
  paypal.reverse(orderId);
  // An older event that is told again has us read the whole order.
  paypal.webhooks.deliveryFaults.clear();
  const [seen] = paypal.webhooks.events({ eventType: "PAYMENT.CAPTURE.COMPLETED" }).slice(-1);
  await story.query(
    `insert into pgboss.job (name, policy, retry_limit, expire_seconds, heartbeat_seconds, data)
     select name, policy, retry_limit, expire_seconds, heartbeat_seconds, $1::jsonb
       from pgboss.queue where name = 'webhook'`,
    [JSON.stringify({ event_id: seen?.id, job: "webhook" })],
  );
  await story.reaches(orderId, "needs_attention");
  webOrder.faults.clear();
  const [row] = await story.query<{ refunded: string; reversed: string }>(
    "select refunded_minor as refunded, reversed_minor as reversed from orders where paypal_order_id = $1",
    [orderId],
  );
  expect(row).toEqual({ refunded: "0", reversed: "3100" });
});
