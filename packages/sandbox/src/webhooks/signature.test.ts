import { createVerify, X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";
import { type Received, WebhookReceiver } from "../testing/webhook-receiver.ts";
import type { Forgery } from "./forgery.ts";
import type { Transmission } from "./transmission.ts";

const webhookId = "1JE4291016473214C";
let sandbox: Sandbox;
let receiver: WebhookReceiver;
let caller: PayPalCaller;
let eventId: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  receiver = await new WebhookReceiver().listen();
  sandbox.paypal.webhooks.subscribe({ url: receiver.url, webhookId });
  caller = new PayPalCaller(sandbox.paypal);
  await caller.login();
});
beforeEach(async () => {
  receiver.received.length = 0;
  sandbox.paypal.approve((await caller.create()).body.id);
  await sandbox.paypal.webhooks.idle();
  eventId = receiver.received[0]?.event.id;
});
afterAll(async () => {
  await sandbox.close();
  await receiver[Symbol.asyncDispose]();
});

const asReceived = ({ headers, body }: Transmission): Received => ({
  headers,
  raw: Buffer.from(body),
  event: undefined,
});

/** A strict receiver, with node:crypto only: undefined for a valid webhook. */
async function findRefusal({ headers, raw }: Received): Promise<string | undefined> {
  const header = (name: string) => String(headers[`paypal-${name}`]);
  if (!header("cert-url").startsWith(`${sandbox.paypal.url}/v1/notifications/certs/`)) return "url";
  const pem = await (await fetch(header("cert-url"))).text();
  const [leaf, issuer] = pem
    .split(/(?<=-----END CERTIFICATE-----\r?\n)/)
    .filter((part) => part.includes("BEGIN"))
    .map((part) => new X509Certificate(part));
  const root = new X509Certificate(sandbox.paypal.webhooks.caCertificate);
  if (!leaf || !issuer) return "no chain";
  if (!leaf.checkIssued(issuer) || !leaf.verify(issuer.publicKey)) return "leaf";
  if (!issuer.checkIssued(root) || !issuer.verify(root.publicKey)) return "issuer";
  if (Date.parse(leaf.validTo) < Date.now()) return "dates";
  if (Math.abs(Date.parse(header("transmission-time")) - Date.now()) > 60_000) return "time";
  const text = [header("transmission-id"), header("transmission-time"), webhookId, crc32(raw)];
  const verify = createVerify("RSA-SHA256").update(text.join("|"));
  return verify.verify(leaf.publicKey, header("transmission-sig"), "base64")
    ? undefined
    : "signature";
}

describe("a delivered webhook", () => {
  test("is signed over its raw bytes by a chain that ends at the CA", async () => {
    const [received] = receiver.received as [Received];
    expect(received.headers).toMatchObject({
      "content-type": "application/json",
      "paypal-auth-algo": "SHA256withRSA",
      "paypal-auth-version": "v2",
      "paypal-transmission-time": expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    expect(await findRefusal(received)).toBeUndefined();
  });

  test("cannot be verified after it was parsed and serialized again", async () => {
    const [received] = receiver.received as [Received];
    const raw = Buffer.from(JSON.stringify(received.event));
    expect(await findRefusal({ ...received, raw })).toBe("signature");
  });

  test("is signed by a certificate for signing, under authorities for issuing", async () => {
    const url = String(receiver.received[0]?.headers["paypal-cert-url"]);
    const response = await fetch(url);
    expect(response.headers.get("content-type")).toBe("application/x-pem-file");
    const leaf = new X509Certificate(await response.text());
    const root = new X509Certificate(sandbox.paypal.webhooks.caCertificate);
    expect([leaf.ca, root.ca]).toEqual([false, true]);
    expect(leaf.subjectAltName).toBe("DNS:messageverificationcerts.sandbox.paypal.com");
    expect((await fetch(`${url}-NONE`)).status).toBe(404);
  });
});

test("a transmission that was not sent is as valid as a sent one", async () => {
  const { transmission } = await made("genuine");
  expect(transmission.url).toBe(receiver.url);
  expect(await findRefusal(asReceived(transmission))).toBeUndefined();
});

test("a certificate is reissued at its old URL: signatures of the old key become invalid", async () => {
  await using own = await startSandbox();
  const { webhooks } = own.paypal;
  webhooks.subscribe({ url: receiver.url, webhookId });
  const certificateUrl = ({ headers }: Transmission) => headers["paypal-cert-url"] ?? "";
  const old = await webhooks.sign("{}");
  const leafBefore = new X509Certificate(await (await fetch(certificateUrl(old))).text());
  webhooks.reissueCertificate();
  const fresh = await webhooks.sign("{}");
  expect(certificateUrl(fresh)).toBe(certificateUrl(old));
  const leaf = new X509Certificate(await (await fetch(certificateUrl(fresh))).text());
  expect(leaf.subject).toBe(leafBefore.subject);
  const signs = ({ headers, body }: Transmission, { publicKey }: X509Certificate) => {
    const header = (name: string) => headers[`paypal-${name}`] ?? "";
    const ids = [header("transmission-id"), header("transmission-time"), webhookId, crc32(body)];
    const verify = createVerify("RSA-SHA256").update(ids.join("|"));
    return verify.verify(publicKey, header("transmission-sig"), "base64");
  };
  expect([signs(fresh, leaf), signs(old, leaf), signs(old, leafBefore)]).toEqual([
    true,
    false,
    true,
  ]);
  // Another sandbox of the process keeps its own.
  expect(await findRefusal(asReceived((await made("genuine")).transmission))).toBeUndefined();
});

test("any text can be signed, such as the same event with another body", async () => {
  const { webhooks } = sandbox.paypal;
  const event = JSON.parse(webhooks.find(eventId)?.body ?? "");
  const body = JSON.stringify({ ...event, resource: { id: "ANOTHER" } });
  const transmission = await webhooks.sign(body);
  expect([transmission.body, await findRefusal(asReceived(transmission))]).toEqual([
    body,
    undefined,
  ]);
});

describe("a forgery", () => {
  test.each([
    ["wrong_signature", "signature"],
    ["foreign_certificate_url", "url"],
    ["foreign_key", "signature"],
    ["foreign_chain", "issuer"],
    ["expired_certificate", "dates"],
    ["stale_time", "time"],
    ["changed_body", "signature"],
  ] as const)("%s has only that defect", async (forgery, refusal) => {
    const { transmission } = await made(forgery);
    expect(JSON.parse(transmission.body).id).toBe(eventId);
    expect(await findRefusal(asReceived(transmission))).toBe(refusal);
  });

  test("with another host's certificate URL is otherwise valid", async () => {
    const { transmission } = await made("foreign_certificate_url");
    const url = new URL(transmission.headers["paypal-cert-url"] ?? "");
    expect(url.hostname).toBe("localhost");
    const headers = {
      ...transmission.headers,
      "paypal-cert-url": url.href.replace("localhost", "127.0.0.1"),
    };
    expect(await findRefusal(asReceived({ ...transmission, headers }))).toBeUndefined();
    expect((await fetch(url)).status).toBe(200);
  });

  test("requires an event and a subscription", async () => {
    const { webhooks } = sandbox.paypal;
    expect(() => webhooks.forge("stale_time", "WH-NONE")).toThrow("WH-NONE");
    expect(() => webhooks.transmission(eventId, "NONE")).toThrow("subscription");
  });
});

/** A transmission of the latest event, and the request to verify it at PayPal. */
async function made(kind: Forgery | "genuine") {
  const { webhooks } = sandbox.paypal;
  const transmission =
    kind === "genuine" ? await webhooks.transmission(eventId) : await webhooks.forge(kind, eventId);
  const { headers, body } = transmission;
  const fields = {
    auth_algo: headers["paypal-auth-algo"],
    cert_url: headers["paypal-cert-url"],
    transmission_id: headers["paypal-transmission-id"],
    transmission_sig: headers["paypal-transmission-sig"],
    transmission_time: headers["paypal-transmission-time"],
    webhook_id: webhookId,
  };
  return { transmission, fields, body };
}

describe("POST /v1/notifications/verify-webhook-signature", () => {
  const verify = (text: string) => caller.post("/v1/notifications/verify-webhook-signature", text);
  const withEvent = (fields: object, event: string) =>
    `${JSON.stringify(fields).slice(0, -1)}, "webhook_event" : ${event}}`;

  test("confirms the unmodified text of the event", async () => {
    const { fields, body } = await made("genuine");
    const { status, body: answer } = await verify(withEvent(fields, body));
    expect([status, answer]).toEqual([200, { verification_status: "SUCCESS" }]);
  });

  test("rejects the event after it was parsed and serialized again", async () => {
    const { fields, body } = await made("genuine");
    const rewritten = JSON.stringify({ ...fields, webhook_event: JSON.parse(body) });
    expect((await verify(rewritten)).body).toEqual({ verification_status: "FAILURE" });
  });

  test.each([
    "wrong_signature",
    "foreign_certificate_url",
    "foreign_key",
    "foreign_chain",
    "expired_certificate",
    "changed_body",
  ] as const)("rejects the forgery %s", async (forgery) => {
    const { fields, body } = await made(forgery);
    const answered = await verify(withEvent(fields, body));
    expect([answered.status, answered.body.verification_status]).toEqual([200, "FAILURE"]);
  });

  test("rejects another algorithm", async () => {
    const { fields, body } = await made("genuine");
    const answered = await verify(withEvent({ ...fields, auth_algo: "SHA1withRSA" }, body));
    expect(answered.body).toEqual({ verification_status: "FAILURE" });
  });

  test("rejects another subscription, and a removed one", async () => {
    const { webhooks } = sandbox.paypal;
    const { fields, body } = await made("genuine");
    webhooks.subscribe({ url: receiver.url, webhookId: "OTHER" });
    const other = await verify(withEvent({ ...fields, webhook_id: "OTHER" }, body));
    webhooks.unsubscribe("OTHER");
    webhooks.unsubscribe(webhookId);
    const givenUp = await verify(withEvent(fields, body));
    webhooks.subscribe({ url: receiver.url, webhookId });
    const statuses = [other, givenUp].map((answered) => answered.body.verification_status);
    expect(statuses).toEqual(["FAILURE", "FAILURE"]);
  });

  test("reports the missing fields, in the shape of the webhooks API", async () => {
    const { status, body } = await verify('{"transmission_id":"x"}');
    expect([status, body.name]).toEqual([400, "VALIDATION_ERROR"]);
    expect(body.details[0]).toEqual({
      field: "auth_algo",
      location: "body",
      issue: "MISSING_REQUIRED_PARAMETER",
    });
    expect(body.details).toHaveLength(6);
    expect(body.information_link).toMatch(/^https:/);
  });

  test("requires a bearer token and JSON", async () => {
    expect((await verify("{")).status).toBe(400);
    const url = `${sandbox.paypal.url}/v1/notifications/verify-webhook-signature`;
    expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(401);
  });
});
