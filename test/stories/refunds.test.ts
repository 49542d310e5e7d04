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
    .poll(async () => (await scene.order(orderId)).refunded_amount, { timeout: 20_000 })
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
    .poll(
      () => scene.query("select from pgboss.job where name = 'refund' and state < 'completed'"),
      {
        timeout: 20_000,
      },
    )
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
