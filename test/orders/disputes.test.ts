import { afterAll, beforeAll, expect, test } from "vitest";
import { type OrderFlow, startOrderFlow } from "./order-flow.ts";

let flow: OrderFlow;
beforeAll(async () => {
  flow = await startOrderFlow();
});
afterAll(() => flow[Symbol.asyncDispose]());

const isDisputed = async (orderId: string) => {
  const [row] = await flow.query<{ disputed: boolean }>(
    "select disputed from orders where paypal_order_id = $1",
    [orderId],
  );
  return row?.disputed;
};

const allProcessed = async () => {
  await flow.sandbox.paypal.webhooks.idle();
  await expect
    .poll(() => flow.query("select from webhook_events where processed_at is null"))
    .toEqual([]);
};

async function provisioned(name: string): Promise<string> {
  const orderId = await flow.create(name);
  flow.sandbox.paypal.captureInBrowser(orderId);
  await flow.reaches(orderId, "provisioned");
  await allProcessed();
  return orderId;
}

test("a dispute is shown while it is open, and is not a refund", async () => {
  const { paypal } = flow.sandbox;
  const orderId = await provisioned("disputed");
  const { dispute_id: id } = paypal.openDispute(orderId);
  await allProcessed();
  expect(await isDisputed(orderId)).toBe(true);
  paypal.resolveDispute(id, "RESOLVED_SELLER_FAVOUR");
  await allProcessed();
  expect(await isDisputed(orderId)).toBe(false);
  expect(await flow.order(orderId)).toMatchObject({ state: "provisioned", refunded_amount: null });
});

test("resolving one of two disputes of an order leaves the other one open", async () => {
  const { paypal } = flow.sandbox;
  const orderId = await provisioned("disputed-twice");
  const ids = [paypal.openDispute(orderId), paypal.openDispute(orderId)].map((it) => it.dispute_id);
  await allProcessed();
  for (const [id, open] of [
    [ids[0], true],
    [ids[1], false],
  ] as const) {
    paypal.resolveDispute(id ?? "", "RESOLVED_SELLER_FAVOUR");
    await allProcessed();
    expect(await isDisputed(orderId)).toBe(open);
  }
});

test("a lost dispute leads to manual review as a reversal, not as a refund", async () => {
  const { paypal } = flow.sandbox;
  const orderId = await provisioned("lost-dispute");
  const { dispute_id: id } = paypal.openDispute(orderId);
  await allProcessed();
  paypal.resolveDispute(id, "RESOLVED_BUYER_FAVOUR");
  await flow.reaches(orderId, "needs_attention");
  await allProcessed();
  const { problem, refunded_amount: refunded } = await flow.order(orderId);
  expect(problem).toMatch(/taken back/);
  expect(refunded).toBeNull();
});

test("the event of a dispute's opening has no effect after the event of its resolution", async () => {
  const { paypal } = flow.sandbox;
  const orderId = await provisioned("late-news");
  paypal.webhooks.deliveryFaults.dropNext();
  const { dispute_id: id } = paypal.openDispute(orderId);
  paypal.resolveDispute(id, "RESOLVED_SELLER_FAVOUR");
  await allProcessed();
  const [opened] = paypal.webhooks.events({
    eventType: "CUSTOMER.DISPUTE.CREATED",
    transactionId: id,
  });
  paypal.webhooks.redeliver(opened?.id ?? "");
  await allProcessed();
  expect(await isDisputed(orderId)).toBe(false);
});

test("a dispute that PayPal reopens is open again", async () => {
  const { paypal } = flow.sandbox;
  const orderId = await provisioned("reopened");
  const { dispute_id: id } = paypal.openDispute(orderId);
  paypal.resolveDispute(id, "RESOLVED_SELLER_FAVOUR");
  await allProcessed();
  paypal.reopenDispute(id);
  await allProcessed();
  expect(await isDisputed(orderId)).toBe(true);
});

test("a dispute about two orders is shown for both", async () => {
  const orders = [await provisioned("both-one"), await provisioned("both-two")];
  flow.sandbox.paypal.openJointDispute(...(orders as [string, string]));
  await allProcessed();
  expect(await Promise.all(orders.map(isDisputed))).toEqual([true, true]);
});

test("a cancelled reversal restores the order's state", async () => {
  const { paypal } = flow.sandbox;
  const orderId = await provisioned("returned");
  paypal.reverse(orderId);
  await flow.reaches(orderId, "needs_attention");
  paypal.cancelReversal(orderId);
  await flow.reaches(orderId, "provisioned");
  expect(await flow.order(orderId)).toMatchObject({ payment_status: "Paid", problem: null });
  expect(flow.sandbox.webOrder.findRows(orderId)).toHaveLength(1);
});

test("the sweeper finds a cancelled reversal without a webhook", async () => {
  const { paypal } = flow.sandbox;
  const orderId = await provisioned("returned-silently");
  paypal.reverse(orderId);
  await flow.reaches(orderId, "needs_attention");
  await allProcessed();
  paypal.webhooks.deliveryFaults.dropNext();
  paypal.cancelReversal(orderId);
  await flow.sweep();
  await flow.reaches(orderId, "provisioned");
  expect((await flow.order(orderId)).problem).toBeNull();
});

test.each(["REFUNDED", "COMPLETED"] as const)(
  "a payment reversed before the service records it (%s) is delivered once the reversal is cancelled",
  async (status) => {
    const { paypal, webOrder } = flow.sandbox;
    const orderId = await flow.create(`reversed-early-${status.toLowerCase()}`);
    paypal.reversedCaptureStatus = status;
    paypal.captureInBrowser(orderId);
    paypal.reverse(orderId);
    paypal.reversedCaptureStatus = "REFUNDED";
    await flow.reaches(orderId, "needs_attention");
    await allProcessed();
    expect(await flow.order(orderId)).toMatchObject({ state: "needs_attention" });
    expect(webOrder.findRows(orderId)).toEqual([]);
    paypal.cancelReversal(orderId);
    await flow.reaches(orderId, "provisioned");
    expect(await readEvents(orderId)).toEqual([
      "created",
      "capture_reversed",
      "reversal_cancelled",
      "delivered",
    ]);
  },
);

test("a wrong payment reversed before the service records it is refunded once the reversal is cancelled", async () => {
  const { paypal } = flow.sandbox;
  const orderId = await flow.create("reversed-and-wrong");
  paypal.captureInBrowser(orderId, { capture: "COMPLETED", amount: { value: "3" } });
  paypal.reverse(orderId);
  await flow.reaches(orderId, "needs_attention");
  await allProcessed();
  paypal.cancelReversal(orderId);
  await flow.reaches(orderId, "refunded");
  expect(flow.sandbox.webOrder.findRows(orderId)).toEqual([]);
});

test("a merchant's refund before the service records the payment is not a reversal", async () => {
  const { paypal } = flow.sandbox;
  const orderId = await flow.create("refunded-early");
  paypal.captureInBrowser(orderId);
  paypal.refundInDashboard(orderId);
  await flow.reaches(orderId, "refunded");
  await allProcessed();
  expect(await flow.order(orderId)).toMatchObject({ state: "refunded" });
});

const readEvents = async (orderId: string) => {
  const rows = await flow.query<{ event: string }>(
    `select event from order_events join orders on orders.id = order_id
      where paypal_order_id = $1 order by order_events.version`,
    [orderId],
  );
  return rows.map(({ event }) => event);
};
