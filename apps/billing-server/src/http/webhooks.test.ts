import type { Transmission } from "@onekonsole/billing-sandbox";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { fetchCertificate } from "../paypal/fetch-certificate.ts";
import { createOfflineVerifier } from "../paypal/offline-verifier.ts";
import { parseEvent } from "../paypal/parse-event.ts";
import { certificateTrust } from "../paypal/webhook-certificate.ts";
import type { WebhookReceiver } from "../procedures/receive-webhook.ts";
import { openDatabase } from "../store/database.ts";
import { createWebhookInbox } from "../store/webhook-inbox.ts";
import { type PayPalUnderTest, startPayPalUnderTest } from "../testing/paypal-under-test.ts";
import { rawRequest } from "../testing/raw-request.ts";
import { ingressAccess, type ServedApp, serveApp } from "../testing/served-app.ts";
import { newEvent, subscribe, webhookId } from "../testing/signed-event.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../testing/store-under-test.ts";

let opened: StoreUnderTest;
let paypal: PayPalUnderTest;
let app: ServedApp;
const queued: string[] = [];
beforeAll(async () => {
  opened = await openStoreUnderTest();
  paypal = await startPayPalUnderTest();
  subscribe(paypal);
  app = await serveApp({ webhooks: receiver() });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await paypal[Symbol.asyncDispose]();
  await opened[Symbol.asyncDispose]();
});

const inbox = (db = opened.database.db) =>
  createWebhookInbox(db, async (_, id) => void queued.push(id));

function receiver(changes: Partial<WebhookReceiver> = {}): WebhookReceiver {
  const { url: baseUrl, webhooks } = paypal.sandbox;
  const simulator = { baseUrl, issuer: webhooks.caCertificate };
  const trust = certificateTrust({ environment: "sandbox", simulator });
  const verifier = createOfflineVerifier({
    webhookId,
    trust,
    fetchText: fetchCertificate,
    warn: () => undefined,
  });
  return { verifier, inbox: inbox(), parse: parseEvent, ...changes };
}

const deliver = ({ headers, body }: Pick<Transmission, "headers" | "body">, to = app) =>
  fetch(`${to.url}/webhooks/paypal`, { method: "POST", headers, body });

async function event() {
  const id = await newEvent(paypal);
  return { id, sent: await paypal.sandbox.webhooks.transmission(id) };
}

const refused = { error: expect.any(String), code: "webhook_refused" };
const unavailable = { error: expect.any(String), code: "service_unavailable" };

describe("POST /webhooks/paypal", () => {
  test("accepts a valid event byte for byte and returns an empty response", async () => {
    const { id, sent } = await event();
    const response = await deliver(sent);
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(await inbox().find(id)).toMatchObject({ id, body: sent.body });
    expect(queued.filter((it) => it === id)).toHaveLength(1);
  });

  test("accepts it in parts as well", async () => {
    const { id, sent } = await event();
    const headers = Object.entries(sent.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const chunks = [sent.body.slice(0, 100), sent.body.slice(100)].map(
      (piece) => `${Buffer.byteLength(piece).toString(16)}\r\n${piece}\r\n`,
    );
    const answer = await rawRequest(
      app.server.port,
      "POST /webhooks/paypal HTTP/1.1\r\nHost: x\r\nConnection: close\r\n",
      `Transfer-Encoding: chunked\r\n${headers.join("")}\r\n`,
      ...chunks,
      "0\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 204 /);
    expect(await inbox().find(id)).toMatchObject({ body: sent.body });
  });

  test("accepts duplicates, 70 ms apart and concurrent, as one event", async () => {
    const { id, sent } = await event();
    const again = await paypal.sandbox.webhooks.transmission(id);
    const answers = await Promise.all([deliver(sent), deliver(sent), deliver(again)]);
    answers.push(await deliver(again));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(queued.filter((it) => it === id)).toHaveLength(1);
  });

  test.each(["wrong_signature", "foreign_chain", "changed_body"] as const)(
    "rejects a %s in JSON and stores nothing",
    async (forgery) => {
      const id = await newEvent(paypal);
      const response = await deliver(await paypal.sandbox.webhooks.forge(forgery, id));
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual(refused);
      expect(await inbox().find(id)).toBeNull();
    },
  );

  test("rejects an unsigned event", async () => {
    const response = await deliver({ headers: {}, body: "{}" });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual(refused);
  });

  test("rejects a signed body that is not an event", async () => {
    await using odd = await serveApp({ webhooks: receiver({ parse: () => null }) });
    const { sent } = await event();
    const response = await deliver(sent, odd);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual(refused);
  });

  test("returns 429 to an address that sends too many, before any fetch or verification", async () => {
    const verify = vi.fn(async () => "invalid" as const);
    const perAddress = { take: vi.fn(() => 7_000) };
    const accessControl = {
      trustedProxyHops: 1,
      authenticationAndLimits: { ...ingressAccess.authenticationAndLimits, perAddress },
    };
    await using busy = await serveApp({
      accessControl,
      webhooks: receiver({ verifier: { verify } }),
    });
    const { headers, body } = (await event()).sent;
    const from = { ...headers, "x-forwarded-for": "203.0.113.7" };
    const response = await deliver({ headers: from, body }, busy);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(await response.json()).toMatchObject({ code: "too_many_requests" });
    expect(perAddress.take.mock.calls).toEqual([["203.0.113.7"]]);
    expect(verify).not.toHaveBeenCalled();
  });

  test("returns 404 without a configured subscription", async () => {
    await using none = await serveApp();
    const response = await deliver((await event()).sent, none);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "not_found" });
  });

  test("returns 503 while the certificate is unavailable, and accepts the event afterwards", async () => {
    await using fresh = await serveApp({ webhooks: receiver() });
    const { sent } = await event();
    paypal.sandbox.faults.add({ operation: "webhooks.certificate", kind: "reset" });
    const response = await deliver(sent, fresh);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual(unavailable);
    expect((await deliver(sent, fresh)).status).toBe(204);
  });

  test("accepts an event signed with a certificate that was reissued at its URL, at PayPal's first attempt", async () => {
    await using fresh = await serveApp({ webhooks: receiver() });
    const before = await event();
    expect((await deliver(before.sent, fresh)).status).toBe(204);
    const forged = await paypal.sandbox.webhooks.forge("foreign_key", before.id);
    paypal.sandbox.webhooks.reissueCertificate();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    expect((await deliver((await event()).sent, fresh)).status).toBe(204);
    expect((await deliver(forged, fresh)).status).toBe(400);
    vi.useRealTimers();
  });

  test("returns 503 while the database is unavailable, so that no event is lost", async () => {
    const away = openDatabase({ url: "postgres://user@127.0.0.1:1/none" });
    await using fresh = await serveApp({ webhooks: receiver({ inbox: inbox(away.db) }) });
    const response = await deliver((await event()).sent, fresh);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual(unavailable);
    await away.close();
  });
});
