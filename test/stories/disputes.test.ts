import { afterAll, beforeAll, expect, test } from "vitest";
import { type Story, startStory } from "./story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story[Symbol.asyncDispose]());

const isDisputed = async (orderId: string) => {
  const [row] = await story.query<{ disputed: boolean }>(
    "select disputed from orders where paypal_order_id = $1",
    [orderId],
  );
  return row?.disputed;
};

const processed = async () => {
  await story.sandbox.paypal.webhooks.idle();
  await expect
    .poll(() => story.query("select from webhook_events where processed_at is null"))
    .toEqual([]);
};

async function provisioned(name: string): Promise<string> {
  const orderId = await story.create(name);
  story.sandbox.paypal.captureInBrowser(orderId);
  await story.reaches(orderId, "provisioned");
  await processed();
  return orderId;
}

test("a dispute is shown while it is open, and is no refund", async () => {
  const { paypal } = story.sandbox;
  const orderId = await provisioned("disputed");
  const { dispute_id: id } = paypal.openDispute(orderId);
  await processed();
  expect(await isDisputed(orderId)).toBe(true);
  paypal.resolveDispute(id, "RESOLVED_SELLER_FAVOUR");
  await processed();
  expect(await isDisputed(orderId)).toBe(false);
  expect(await story.order(orderId)).toMatchObject({ state: "provisioned", refunded_amount: null });
});

test("of two disputes of an order, one that is decided leaves the other one open", async () => {
  const { paypal } = story.sandbox;
  const orderId = await provisioned("disputed-twice");
  const ids = [paypal.openDispute(orderId), paypal.openDispute(orderId)].map((it) => it.dispute_id);
  await processed();
  for (const [id, open] of [
    [ids[0], true],
    [ids[1], false],
  ] as const) {
    paypal.resolveDispute(id ?? "", "RESOLVED_SELLER_FAVOUR");
    await processed();
    expect(await isDisputed(orderId)).toBe(open);
  }
});

test("a dispute lost takes the money back into a person's hands, not as a refund", async () => {
  const { paypal } = story.sandbox;
  const orderId = await provisioned("lost-dispute");
  const { dispute_id: id } = paypal.openDispute(orderId);
  await processed();
  paypal.resolveDispute(id, "RESOLVED_BUYER_FAVOUR");
  await story.reaches(orderId, "needs_attention");
  await processed();
  const { problem, refunded_amount: refunded } = await story.order(orderId);
  expect(problem).toMatch(/taken back/);
  expect(refunded).toBeNull();
});

test("news that a dispute is over stays true when the news of its opening comes later", async () => {
  const { paypal } = story.sandbox;
  const orderId = await provisioned("late-news");
  paypal.webhooks.deliveryFaults.dropNext();
  const { dispute_id: id } = paypal.openDispute(orderId);
  paypal.resolveDispute(id, "RESOLVED_SELLER_FAVOUR");
  await processed();
  const [opened] = paypal.webhooks.events({
    eventType: "CUSTOMER.DISPUTE.CREATED",
    transactionId: id,
  });
  paypal.webhooks.redeliver(opened?.id ?? "");
  await processed();
  expect(await isDisputed(orderId)).toBe(false);
});

test("a dispute that PayPal opens again is open again", async () => {
  const { paypal } = story.sandbox;
  const orderId = await provisioned("reopened");
  const { dispute_id: id } = paypal.openDispute(orderId);
  paypal.resolveDispute(id, "RESOLVED_SELLER_FAVOUR");
  await processed();
  paypal.reopenDispute(id);
  await processed();
  expect(await isDisputed(orderId)).toBe(true);
});

test("a dispute about two orders is shown at both", async () => {
  const orders = [await provisioned("both-one"), await provisioned("both-two")];
  story.sandbox.paypal.openDispute(...(orders as [string, string]));
  await processed();
  expect(await Promise.all(orders.map(isDisputed))).toEqual([true, true]);
});

test("money that was taken back and returned leaves the order as it was", async () => {
  const { paypal } = story.sandbox;
  const orderId = await provisioned("returned");
  paypal.reverse(orderId);
  await story.reaches(orderId, "needs_attention");
  paypal.cancelReversal(orderId);
  await story.reaches(orderId, "provisioned");
  expect(await story.order(orderId)).toMatchObject({ payment_status: "Paid", problem: null });
  expect(story.sandbox.webOrder.rowsOf(orderId)).toHaveLength(1);
});

test("returned money is found by the sweeper where no event tells of it", async () => {
  const { paypal } = story.sandbox;
  const orderId = await provisioned("returned-silently");
  paypal.reverse(orderId);
  await story.reaches(orderId, "needs_attention");
  await processed();
  paypal.webhooks.deliveryFaults.dropNext();
  paypal.cancelReversal(orderId);
  await story.sweep();
  await story.reaches(orderId, "provisioned");
  expect((await story.order(orderId)).problem).toBeNull();
});

test.each(["REFUNDED", "COMPLETED"] as const)(
  "money that was taken back before anything told of it, %s, is delivered for once it is returned",
  async (status) => {
    const { paypal, webOrder } = story.sandbox;
    const orderId = await story.create(`taken-back-early-${status.toLowerCase()}`);
    paypal.reversedCaptureStatus = status;
    paypal.captureInBrowser(orderId);
    paypal.reverse(orderId);
    paypal.reversedCaptureStatus = "REFUNDED";
    await story.reaches(orderId, "needs_attention");
    await processed();
    expect(await story.order(orderId)).toMatchObject({ state: "needs_attention" });
    expect(webOrder.rowsOf(orderId)).toEqual([]);
    paypal.cancelReversal(orderId);
    await story.reaches(orderId, "provisioned");
    expect(await eventsOf(orderId)).toEqual([
      "created",
      "capture_reversed",
      "reversal_cancelled",
      "delivered",
    ]);
  },
);

test("a payment with a fault that was taken back early is refunded once it is returned", async () => {
  const { paypal } = story.sandbox;
  const orderId = await story.create("taken-back-and-wrong");
  paypal.captureInBrowser(orderId, { capture: "COMPLETED", amount: { value: "3" } });
  paypal.reverse(orderId);
  await story.reaches(orderId, "needs_attention");
  await processed();
  paypal.cancelReversal(orderId);
  await story.reaches(orderId, "refunded");
  expect(story.sandbox.webOrder.rowsOf(orderId)).toEqual([]);
});

test("a refund by the merchant before anything told of the payment is no reversal", async () => {
  const { paypal } = story.sandbox;
  const orderId = await story.create("refunded-early");
  paypal.captureInBrowser(orderId);
  paypal.refundInDashboard(orderId);
  await story.reaches(orderId, "refunded");
  await processed();
  expect(await story.order(orderId)).toMatchObject({ state: "refunded" });
});

const eventsOf = async (orderId: string) => {
  const rows = await story.query<{ event: string }>(
    `select event from order_events join orders on orders.id = order_id
      where paypal_order_id = $1 order by order_events.version`,
    [orderId],
  );
  return rows.map(({ event }) => event);
};
