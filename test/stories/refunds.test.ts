import { afterAll, beforeAll, expect, test } from "vitest";
import { type Scene, startScene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

const refundsOf = (orderId: string) =>
  scene.query<{ amount: string; status: string; paypal: string }>(
    `select refunds.amount_minor as amount, refunds.status, paypal_refund_id as paypal
       from refunds join orders on orders.id = order_id where paypal_order_id = $1
      order by refunds.amount_minor`,
    [orderId],
  );

test("refunds of 2 and 3 in the dashboard make 5, one row each, however often they are told", async () => {
  const { paypal } = scene.sandbox;
  const orderId = await scene.create("two-refunds");
  paypal.captureInBrowser(orderId);
  await scene.reaches(orderId, "provisioned");
  paypal.webhooks.mischief.duplicateNext(2);
  const [two, three] = [
    paypal.refundInDashboard(orderId, "2"),
    paypal.refundInDashboard(orderId, "3"),
  ];
  await expect
    .poll(async () => (await scene.order(orderId)).refunded_amount)
    .toEqual({ currency_code: "USD", value: "5.00" });
  await paypal.webhooks.idle();
  expect(await refundsOf(orderId)).toEqual([
    { amount: "200", status: "completed", paypal: two.id },
    { amount: "300", status: "completed", paypal: three.id },
  ]);
  expect((await scene.order(orderId)).state).toBe("provisioned");
  expect(paypal.refundedTotal(orderId)).toBe("5.00");
});

test("a webhook that overtakes the answer to our own refund leaves one row", async () => {
  const { paypal, webOrder } = scene.sandbox;
  webOrder.refuse("refused-cluster");
  const orderId = await scene.create("refused-cluster");
  // The refund is made at once, PayPal's answer takes its time, and the webhook does not.
  paypal.faults.add({
    operation: "captures.refund",
    kind: "delay",
    when: "after",
    latencyMs: 2_000,
  });
  paypal.captureInBrowser(orderId);
  await scene.reaches(orderId, "refunded");
  await scene.sweep();
  await expect
    .poll(() => scene.query("select from pgboss.job where name = 'refund' and state < 'completed'"))
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
  const { paypal, webOrder } = scene.sandbox;
  webOrder.refuse("also-refused");
  const orderId = await scene.create("also-refused");
  paypal.webhooks.mischief.dropNext(4);
  paypal.faults.add({ operation: "captures.refund", kind: "reset", when: "after" });
  paypal.captureInBrowser(orderId);
  await scene.approve(orderId);
  await scene.reaches(orderId, "refunded");
  expect(await refundsOf(orderId)).toHaveLength(1);
  expect(paypal.refundedTotal(orderId)).toBe("31.00");
});

test("a refund and a reversal of delivered orders that no webhook ever told are found in PayPal's list", async () => {
  const { paypal } = scene.sandbox;
  const [refunded, reversed] = [await scene.create("silent-refund"), await scene.create("silent")];
  for (const orderId of [refunded, reversed]) {
    paypal.captureInBrowser(orderId);
    await scene.reaches(orderId, "provisioned");
  }
  await paypal.webhooks.idle();
  paypal.webhooks.mischief.dropNext(20);
  paypal.refundInDashboard(refunded);
  paypal.reverse(reversed);
  paypal.webhooks.mischief.calm();
  await scene.backfill();
  await scene.reaches(refunded, "refunded");
  await scene.reaches(reversed, "needs_attention");
  expect((await scene.order(reversed)).problem).toContain("taken back");
});

test("a reversal that PayPal's order shows before any event is not mistaken for a refund", async () => {
  const { paypal, webOrder } = scene.sandbox;
  webOrder.faults.add({ operation: "order.create", kind: { status: 503 }, times: 100 });
  const orderId = await scene.create("reversed-early");
  paypal.captureInBrowser(orderId);
  await scene.approve(orderId);
  await scene.reaches(orderId, "captured");
  await paypal.webhooks.idle();
  paypal.webhooks.mischief.dropNext(20);
  paypal.reverse(orderId);
  // An older event that is told again has us read the whole order.
  paypal.webhooks.mischief.calm();
  const [seen] = paypal.webhooks.events({ eventType: "PAYMENT.CAPTURE.COMPLETED" }).slice(-1);
  await scene.query(
    `insert into pgboss.job (name, policy, retry_limit, expire_seconds, heartbeat_seconds, data)
     select name, policy, retry_limit, expire_seconds, heartbeat_seconds, $1::jsonb
       from pgboss.queue where name = 'webhook'`,
    [JSON.stringify({ event_id: seen?.id, job: "webhook" })],
  );
  await scene.reaches(orderId, "needs_attention");
  webOrder.faults.clear();
  const [row] = await scene.query<{ refunded: string; reversed: string }>(
    "select refunded_minor as refunded, reversed_minor as reversed from orders where paypal_order_id = $1",
    [orderId],
  );
  expect(row).toEqual({ refunded: "0", reversed: "3100" });
});
