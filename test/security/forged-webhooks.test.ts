// Forged webhooks against the whole service. The tests of the single parts are in
// paypal/offline-verifier.test.ts, paypal/webhook-certificate.test.ts and http/webhooks.test.ts.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OrderFlow, startOrderFlow } from "../orders/order-flow.ts";

let flow: OrderFlow;
beforeAll(async () => {
  flow = await startOrderFlow({
    trusted_proxy_hops: "0",
    // These tests do not concern the limit by address.
    rate_limit_per_address: "100000",
    // The setting of an earlier release, which verified each event with a request to PayPal.
    paypal_webhook_verification: "online",
  });
  flow.sandbox.paypal.webhooks.pause();
});
afterAll(() => flow[Symbol.asyncDispose]());

type Delivery = Awaited<ReturnType<OrderFlow["sandbox"]["paypal"]["webhooks"]["transmission"]>>;

const deliver = ({ headers, body }: Pick<Delivery, "headers" | "body">) =>
  fetch(`${flow.server.url}/webhooks/paypal`, { method: "POST", headers, body });

/** Creates an order that its payer has approved, and the undelivered event about it. */
async function createApprovedOrder(name: string) {
  const { paypal } = flow.sandbox;
  const orderId = await flow.create(name);
  paypal.approve(orderId);
  const [event] = paypal.webhooks.events({ transactionId: orderId });
  if (!event) throw new Error("PayPal has no event for the order.");
  return { orderId, eventId: event.id };
}

const readStored = () => flow.query("select id, body from webhook_events order by id");
const countRequestsFor = (orderId: string) =>
  flow.sandbox.paypal.requests.filter(({ path }) => path.includes(orderId)).length;

describe("a webhook that PayPal did not send is rejected without an effect", () => {
  test.each([
    "wrong_signature",
    "foreign_key",
    "foreign_chain",
    "expired_certificate",
    "changed_body",
    "foreign_certificate_url",
  ] as const)("%s", async (forgery) => {
    const { orderId, eventId } = await createApprovedOrder(forgery.replaceAll("_", "-"));
    const before = await readStored();
    const forged = await flow.sandbox.paypal.webhooks.forge(forgery, eventId);
    const response = await deliver(forged);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "webhook_refused" });
    expect(await readStored()).toEqual(before);
    expect(countRequestsFor(orderId)).toBe(0);
    expect((await flow.order(orderId)).state).toBe("awaiting_approval");
  });

  test.each([
    "https://api.paypal.com.evil.example/v1/notifications/certs/CERT-1",
    "https://evil.example/v1/notifications/certs/CERT-1",
    "http://169.254.169.254/latest/meta-data/",
    "file:///etc/passwd",
    "https://api.sandbox.paypal.com@evil.example/v1/notifications/certs/CERT-1",
    "https://api.sandbox.paypal.com:8443/v1/notifications/certs/CERT-1",
    "http://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
    "https://api.sandbox.paypal.com/v1/notifications/certs/../../oauth2/token",
    "PAYPAL/v1/oauth2/token",
    "PAYPAL/v1/notifications/certs/../../checkout/orders",
    "PAYPAL/v1/notifications/certs/NONE?x=1",
  ])("with its certificate at %s, without a request for it", async (address) => {
    const { eventId } = await createApprovedOrder("elsewhere");
    const { paypal } = flow.sandbox;
    const before = { events: await readStored(), requests: paypal.requests.length };
    const sent = await paypal.webhooks.transmission(eventId);
    const url = address.replace("PAYPAL", paypal.url);
    const response = await deliver({
      ...sent,
      headers: { ...sent.headers, "paypal-cert-url": url },
    });
    expect(response.status).toBe(400);
    expect(paypal.requests).toHaveLength(before.requests);
    expect(await readStored()).toEqual(before.events);
  });
});

test("600 unsigned webhooks at once cause no request to PayPal and do not block orders", async () => {
  const { requests } = flow.sandbox.paypal;
  const before = { events: await readStored(), requests: requests.length };
  const unsigned = Array.from({ length: 600 }, () => deliver({ headers: {}, body: "{}" }));
  const created = flow.create("beside-unsigned");
  const refused = await Promise.all(unsigned);
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([400]));
  const orderId = await created;
  expect((await flow.order(orderId)).state).toBe("awaiting_approval");
  const paths = requests.slice(before.requests).map(({ path }) => path);
  expect(paths.filter((path) => path.includes("/notifications/"))).toEqual([]);
  expect(await readStored()).toEqual(before.events);
});

test("300 forged webhooks with unknown certificates do not block a genuine one", async () => {
  const { webhooks } = flow.sandbox.paypal;
  const { eventId } = await createApprovedOrder("beside-forged");
  const sent = await webhooks.transmission(eventId);
  expect((await deliver(sent)).status).toBe(204);
  const url = sent.headers["paypal-cert-url"] ?? "";
  const forged = Array.from({ length: 300 }, (_, index) =>
    deliver({ ...sent, headers: { ...sent.headers, "paypal-cert-url": `${url}-${index}` } }),
  );
  const later = await createApprovedOrder("after-forged");
  const genuine = deliver(await webhooks.transmission(later.eventId));
  const statuses = (await Promise.all(forged)).map(({ status }) => status);
  expect(statuses.filter((status) => status !== 400 && status !== 503)).toEqual([]);
  expect((await genuine).status).toBe(204);
});

describe("a genuine webhook", () => {
  test("has one effect, however often it is replayed", async () => {
    const { orderId, eventId } = await createApprovedOrder("replayed");
    const sent = await flow.sandbox.paypal.webhooks.transmission(eventId);
    for (let repeat = 0; repeat < 5; repeat += 1) expect((await deliver(sent)).status).toBe(204);
    await flow.reaches(orderId, "provisioned");
    for (let repeat = 0; repeat < 5; repeat += 1) expect((await deliver(sent)).status).toBe(204);
    expect(
      (await readStored()).filter((row) => (row as { id: string }).id === eventId),
    ).toHaveLength(1);
    expect(flow.sandbox.paypal.captureCount(orderId)).toBe(1);
    expect(flow.sandbox.webOrder.findRows(orderId)).toHaveLength(1);
    expect((await flow.order(orderId)).version).toBe(4);
  });

  test("is rejected with another body or another event's id", async () => {
    const { eventId } = await createApprovedOrder("one-body");
    const other = await createApprovedOrder("other-body");
    const { webhooks } = flow.sandbox.paypal;
    const [sent, later] = [
      await webhooks.transmission(eventId),
      await webhooks.transmission(other.eventId),
    ];
    const before = await readStored();
    for (const body of [later.body, sent.body.replace(eventId, other.eventId), `${sent.body} `])
      expect((await deliver({ ...sent, body })).status).toBe(400);
    expect(await readStored()).toEqual(before);
  });
});
