import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";
import { WebhookReceiver } from "../testing/webhook-receiver.ts";

let sandbox: Sandbox;
let receiver: WebhookReceiver;
let caller: PayPalCaller;
let id: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  receiver = await new WebhookReceiver().listen();
  sandbox.paypal.webhooks.subscribe({ url: receiver.url });
  caller = new PayPalCaller(sandbox.paypal);
});
beforeEach(async () => {
  await caller.login();
  await sandbox.paypal.webhooks.idle();
  receiver.received.length = 0;
  id = (await caller.create()).body.id;
});
afterAll(async () => {
  await sandbox.close();
  await receiver[Symbol.asyncDispose]();
});

const path = "/v1/notifications/webhooks-events";

/** The received events by type; the order of arrival is not guaranteed. */
const arrived = async () => {
  await sandbox.paypal.webhooks.idle();
  return Object.fromEntries(receiver.received.map(({ event }) => [event.event_type, event]));
};

describe("PayPal emits events about", () => {
  test("an approval and a capture, with the resources as in the API", async () => {
    sandbox.paypal.approve(id);
    const approved = (await caller.order(id)).body;
    await caller.capture(id);
    const completed = (await caller.order(id)).body;
    const captureId = completed.purchase_units[0].payments.captures[0].id;
    const capture = (await caller.get(`/v2/payments/captures/${captureId}`)).body;
    const events = await arrived();
    expect(events["CHECKOUT.ORDER.APPROVED"]).toMatchObject({
      id: expect.stringMatching(/^WH-[A-Z0-9]{17}-[A-Z0-9]{17}$/),
      event_version: "1.0",
      resource_type: "checkout-order",
      resource_version: "2.0",
      summary: expect.any(String),
      resource: approved,
    });
    expect(events["CHECKOUT.ORDER.COMPLETED"].resource).toEqual(completed);
    expect(events["PAYMENT.CAPTURE.COMPLETED"]).toMatchObject({
      resource_type: "capture",
      resource: capture,
    });
    expect(capture.supplementary_data.related_ids.order_id).toBe(id);
    expect(Object.keys(events)).toHaveLength(3);
  });

  test.each([
    ["COMPLETED", "PAYMENT.CAPTURE.COMPLETED"],
    ["DECLINED", "PAYMENT.CAPTURE.DENIED"],
  ] as const)("a pending capture, and its status %s", async (status, type) => {
    sandbox.paypal.captureInBrowser(id, { capture: "PENDING" });
    sandbox.paypal.settle(id, status);
    const events = await arrived();
    expect(events["PAYMENT.CAPTURE.PENDING"].resource.status).toBe("PENDING");
    expect(events[type].resource.status).toBe(status);
    expect(events["CHECKOUT.ORDER.COMPLETED"]).toBeDefined();
  });

  test.each([
    ["DECLINED", "PAYMENT.CAPTURE.DECLINED"],
    ["FAILED", "PAYMENT.CAPTURE.DENIED"],
  ] as const)("a capture with the status %s, and its COMPLETED order", async (capture, type) => {
    sandbox.paypal.captureInBrowser(id, { capture });
    const events = await arrived();
    expect(events[type].resource.status).toBe(capture);
    expect(events["CHECKOUT.ORDER.COMPLETED"].resource.status).toBe("COMPLETED");
    expect(sandbox.paypal.captureCount(id)).toBe(0);
  });

  test("no declined instrument, since there is no capture", async () => {
    sandbox.paypal.approve(id, { capture: "DECLINED" });
    await caller.capture(id);
    expect(Object.keys(await arrived())).toEqual(["CHECKOUT.ORDER.APPROVED"]);
  });

  test("refunds of any origin", async () => {
    sandbox.paypal.captureInBrowser(id);
    const { id: refundId } = sandbox.paypal.refundInDashboard(id, "1.00");
    const event = (await arrived())["PAYMENT.CAPTURE.REFUNDED"];
    expect(event.resource_type).toBe("refund");
    expect(event.resource).toEqual((await caller.get(`/v2/payments/refunds/${refundId}`)).body);
  });

  test.each([
    ["COMPLETED", "PAYMENT.CAPTURE.REFUNDED"],
    ["FAILED", "PAYMENT.REFUND.FAILED"],
  ] as const)("a pending refund, and its status %s", async (status, type) => {
    sandbox.paypal.refundsStartPending = true;
    sandbox.paypal.captureInBrowser(id);
    const refund = sandbox.paypal.refundInDashboard(id);
    sandbox.paypal.settleRefund(refund.id, status);
    sandbox.paypal.refundsStartPending = false;
    const events = await arrived();
    expect(events["PAYMENT.REFUND.PENDING"].resource).toMatchObject({ status: "PENDING" });
    expect(events[type].resource).toMatchObject({ id: refund.id, status });
  });

  test("an approval that was never captured, once", async () => {
    sandbox.paypal.approve(id);
    const captured = (await caller.create()).body.id;
    sandbox.paypal.captureInBrowser(captured);
    sandbox.paypal.clock.advance(3 * 3_600_000);
    sandbox.paypal.clock.advance(3_600_000);
    await sandbox.paypal.webhooks.idle();
    const reversed = receiver.received
      .filter(({ event }) => event.event_type === "CHECKOUT.PAYMENT-APPROVAL.REVERSED")
      .map(({ event }) => event.resource.order_id);
    expect(reversed.filter((orderId) => orderId === id)).toHaveLength(1);
    expect(reversed).not.toContain(captured);
  });

  test("an approval that expires by `expire`, but no unapproved order", async () => {
    const other = (await caller.create()).body.id;
    sandbox.paypal.approve(id);
    sandbox.paypal.expire(id);
    sandbox.paypal.expire(other);
    expect(receiver.types.length).toBeLessThanOrEqual(2);
    expect(Object.keys(await arrived()).toSorted()).toEqual([
      "CHECKOUT.ORDER.APPROVED",
      "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
    ]);
  });
});

describe("the list of events", () => {
  const ids = (body: { events: { id: string }[] }) => body.events.map((event) => event.id);

  test("has pages that new events do not shift", async () => {
    for (let count = 0; count < 5; count += 1) sandbox.paypal.approve(id);
    const own = sandbox.paypal.webhooks.events({ transactionId: id }).map((event) => event.id);
    const first = (await caller.get(`${path}?page_size=2&transaction_id=${id}`)).body;
    sandbox.paypal.approve(id);
    const seen = ids(first);
    let { links } = first;
    while (links[1]) {
      expect(links[1].rel).toBe("next");
      const page = (await caller.get(links[1].href.slice(sandbox.paypal.url.length))).body;
      seen.push(...ids(page));
      links = page.links;
    }
    expect(seen).toEqual(own.toReversed());
    expect(first.count).toBe(2);
  });

  test("has ten events per page by default, filtered by type and time", async () => {
    for (let count = 0; count < 11; count += 1) sandbox.paypal.approve(id);
    expect((await caller.get(path)).body.events).toHaveLength(10);
    sandbox.paypal.clock.advance(60_000);
    const start = new Date(sandbox.paypal.clock.now()).toISOString();
    sandbox.paypal.captureInBrowser(id);
    const later = (await caller.get(`${path}?start_time=${start}`)).body;
    expect(later.events).toHaveLength(3);
    const filtered = `${path}?start_time=${start}&event_type=CHECKOUT.ORDER.COMPLETED`;
    expect((await caller.get(filtered)).body.events).toHaveLength(1);
    const earlier = await caller.get(
      `${path}?end_time=${start}&transaction_id=${id}&page_size=300`,
    );
    expect(earlier.body.events.length).toBeGreaterThanOrEqual(11);
  });

  test.each(["page_size=0", "page_size=301", "page_size=x", "start_time=x", "end_time=x"])(
    "rejects %s",
    async (query) => {
      const { status, body } = await caller.get(`${path}?${query}`);
      expect([status, body.details[0].issue]).toEqual([400, "INVALID_PARAMETER_VALUE"]);
    },
  );

  test("returns one event, with its links", async () => {
    sandbox.paypal.approve(id);
    const [event] = sandbox.paypal.webhooks.events({ transactionId: id });
    const { body } = await caller.get(`${path}/${event?.id}`);
    expect(body).toEqual(JSON.parse(event?.body ?? ""));
    expect(body.links[0].href).toBe(`${sandbox.paypal.url}${path}/${event?.id}`);
    expect((await caller.get(`${path}/WH-NONE`)).status).toBe(404);
  });
});

describe("a resend", () => {
  test("sends the same event in another transmission", async () => {
    sandbox.paypal.approve(id);
    const event = (await arrived())["CHECKOUT.ORDER.APPROVED"];
    const { status, body } = await caller.post(`${path}/${event.id}/resend`);
    expect([status, body]).toEqual([202, event]);
    await sandbox.paypal.webhooks.idle();
    expect(receiver.received.map(({ raw }) => raw)).toEqual([
      receiver.received[0]?.raw,
      receiver.received[0]?.raw,
    ]);
  });

  test("accepts its subscriptions, and requires an event", async () => {
    sandbox.paypal.approve(id);
    const event = (await arrived())["CHECKOUT.ORDER.APPROVED"];
    await caller.post(`${path}/${event.id}/resend`, { webhook_ids: ["ANOTHER"] });
    await sandbox.paypal.webhooks.idle();
    expect(receiver.received).toHaveLength(1);
    expect((await caller.post(`${path}/WH-NONE/resend`)).status).toBe(404);
  });
});
