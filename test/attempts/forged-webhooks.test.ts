// What the certificate, the signature and the inbox refuse one by one stands beside them, in
// paypal/offline-verifier.test.ts, paypal/webhook-certificate.test.ts and http/webhooks.test.ts; here the
// whole service meets it.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Story, startStory } from "../stories/story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory({
    trusted_proxy_hops: "0",
    // What is tried here does not depend on the limit by address.
    rate_limit_per_address: "100000",
    // As in a deployment of an earlier release, where PayPal would have been asked about each event.
    paypal_webhook_verification: "online",
  });
  story.sandbox.paypal.webhooks.pause();
});
afterAll(() => story[Symbol.asyncDispose]());

type Delivery = Awaited<ReturnType<Story["sandbox"]["paypal"]["webhooks"]["transmission"]>>;

const deliver = ({ headers, body }: Pick<Delivery, "headers" | "body">) =>
  fetch(`${story.server.url}/webhooks/paypal`, { method: "POST", headers, body });

/** An order whose payer has approved, and the event that would tell us. */
async function approvedOrder(name: string) {
  const { paypal } = story.sandbox;
  const orderId = await story.create(name);
  paypal.approve(orderId);
  const [event] = paypal.webhooks.events({ transactionId: orderId });
  if (!event) throw new Error("PayPal has nothing to tell.");
  return { orderId, eventId: event.id };
}

const stored = () => story.query("select id, body from webhook_events order by id");
const askedAbout = (orderId: string) =>
  story.sandbox.paypal.requests.filter(({ path }) => path.includes(orderId)).length;

describe("a webhook that PayPal never sent is refused, and nothing comes of it", () => {
  test.each([
    "wrong_signature",
    "foreign_key",
    "foreign_chain",
    "expired_certificate",
    "changed_body",
    "foreign_certificate_url",
  ] as const)("%s", async (forgery) => {
    const { orderId, eventId } = await approvedOrder(forgery.replaceAll("_", "-"));
    const before = await stored();
    const forged = await story.sandbox.paypal.webhooks.forge(forgery, eventId);
    const response = await deliver(forged);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "webhook_refused" });
    expect(await stored()).toEqual(before);
    expect(askedAbout(orderId)).toBe(0);
    expect((await story.order(orderId)).state).toBe("awaiting_approval");
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
  ])("with its certificate at %s, and nobody is asked for it", async (address) => {
    const { eventId } = await approvedOrder("elsewhere");
    const { paypal } = story.sandbox;
    const before = { events: await stored(), requests: paypal.requests.length };
    const sent = await paypal.webhooks.transmission(eventId);
    const url = address.replace("PAYPAL", paypal.url);
    const response = await deliver({
      ...sent,
      headers: { ...sent.headers, "paypal-cert-url": url },
    });
    expect(response.status).toBe(400);
    expect(paypal.requests).toHaveLength(before.requests);
    expect(await stored()).toEqual(before.events);
  });
});

test("600 unsigned ones at once cost PayPal nothing, and orders go on", async () => {
  const { requests } = story.sandbox.paypal;
  const before = { events: await stored(), requests: requests.length };
  const unsigned = Array.from({ length: 600 }, () => deliver({ headers: {}, body: "{}" }));
  const created = story.create("beside-unsigned");
  const refused = await Promise.all(unsigned);
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([400]));
  const orderId = await created;
  expect((await story.order(orderId)).state).toBe("awaiting_approval");
  const asked = requests.slice(before.requests).map(({ path }) => path);
  expect(asked.filter((path) => path.includes("/notifications/"))).toEqual([]);
  expect(await stored()).toEqual(before.events);
});

test("forged ones by the hundred, each with a certificate that is nowhere, don't keep an event out", async () => {
  const { webhooks } = story.sandbox.paypal;
  const { eventId } = await approvedOrder("beside-forged");
  const sent = await webhooks.transmission(eventId);
  expect((await deliver(sent)).status).toBe(204);
  const url = sent.headers["paypal-cert-url"] ?? "";
  const forged = Array.from({ length: 300 }, (_, index) =>
    deliver({ ...sent, headers: { ...sent.headers, "paypal-cert-url": `${url}-${index}` } }),
  );
  const later = await approvedOrder("after-forged");
  const genuine = deliver(await webhooks.transmission(later.eventId));
  const statuses = (await Promise.all(forged)).map(({ status }) => status);
  expect(statuses.filter((status) => status !== 400 && status !== 503)).toEqual([]);
  expect((await genuine).status).toBe(204);
});

describe("a webhook that PayPal did send", () => {
  test("counts once, however often it is replayed", async () => {
    const { orderId, eventId } = await approvedOrder("replayed");
    const sent = await story.sandbox.paypal.webhooks.transmission(eventId);
    for (let turn = 0; turn < 5; turn += 1) expect((await deliver(sent)).status).toBe(204);
    await story.reaches(orderId, "provisioned");
    for (let turn = 0; turn < 5; turn += 1) expect((await deliver(sent)).status).toBe(204);
    expect((await stored()).filter((row) => (row as { id: string }).id === eventId)).toHaveLength(
      1,
    );
    expect(story.sandbox.paypal.captureCount(orderId)).toBe(1);
    expect(story.sandbox.webOrder.rowsOf(orderId)).toHaveLength(1);
    expect((await story.order(orderId)).version).toBe(4);
  });

  test("can't be given another body, nor another event's id", async () => {
    const { eventId } = await approvedOrder("one-body");
    const other = await approvedOrder("other-body");
    const { webhooks } = story.sandbox.paypal;
    const [sent, later] = [
      await webhooks.transmission(eventId),
      await webhooks.transmission(other.eventId),
    ];
    const before = await stored();
    for (const body of [later.body, sent.body.replace(eventId, other.eventId), `${sent.body} `])
      expect((await deliver({ ...sent, body })).status).toBe(400);
    expect(await stored()).toEqual(before);
  });
});
