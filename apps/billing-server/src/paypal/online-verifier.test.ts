import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { answerJson, startOddServer } from "../testing/odd-server.ts";
import { type PayPalUnderTest, startPayPalUnderTest } from "../testing/paypal-under-test.ts";
import { asDelivery, newEvent, subscribe, webhookId } from "../testing/signed-event.ts";
import { BillingPayPalClient } from "./client.ts";
import { createOnlineVerifier } from "./online-verifier.ts";
import { createTransport } from "./transport.ts";

let paypal: PayPalUnderTest;
beforeAll(async () => {
  paypal = await startPayPalUnderTest();
  subscribe(paypal);
});
afterEach(() => paypal.sandbox.faults.clear());
afterAll(() => paypal[Symbol.asyncDispose]());

const verifier = () => createOnlineVerifier(paypal.client, webhookId);
const genuine = async () => paypal.sandbox.webhooks.transmission(await newEvent(paypal));
const asked = () =>
  paypal.sandbox.requests.filter(({ path }) => path.endsWith("/verify-webhook-signature"));

describe("PayPal is asked", () => {
  test("about the text as it came, to the letter", async () => {
    const body = '{ "id":"WH-1","amount":1.0,"big":12345678901234567890,"city":"Orléans" }';
    const texts: string[] = [];
    await using server = await startOddServer(async (request, response) => {
      texts.push(await text(request));
      if (request.url !== "/v1/oauth2/token")
        return answerJson(response, 200, { verification_status: "SUCCESS" });
      answerJson(response, 200, { access_token: "T", token_type: "Bearer", expires_in: 3_600 });
    });
    const client = new BillingPayPalClient(
      { ...paypal.account, baseUrl: server.url },
      createTransport,
    );
    const { headers } = await genuine();
    const { verify } = createOnlineVerifier(client, webhookId);
    expect(await verify(asDelivery({ headers, body }))).toBe("valid");
    expect(texts.at(-1)).toContain(`"webhook_event":${body}}`);
    expect(JSON.parse(texts.at(-1) ?? "")).toMatchObject({ webhook_id: webhookId });
    await client.close();
  });

  test("and knows its own", async () => {
    expect(await verifier().verify(asDelivery(await genuine()))).toBe("valid");
  });

  test.each(["wrong_signature", "changed_body", "foreign_chain"] as const)(
    "and says FAILURE to a %s",
    async (forgery) => {
      const sent = await paypal.sandbox.webhooks.forge(forgery, await newEvent(paypal));
      expect(await verifier().verify(asDelivery(sent))).toBe("invalid");
    },
  );

  test.each([
    ["a 400: what was sent makes no sense", { status: 400 }, "invalid"],
    ["a 401", { status: 401 }, "unavailable"],
    ["a 403", { status: 403 }, "unavailable"],
    ["a 404", { status: 404 }, "unavailable"],
    ["a 429", { status: 429 }, "unavailable"],
    ["a 500", { status: 500 }, "unavailable"],
    ["a proxy's page", "html_502", "unavailable"],
    ["another 200", { status: 200, body: "<html></html>" }, "unavailable"],
    ["a verdict nobody knows", { status: 200, body: { verification_status: "?" } }, "unavailable"],
    ["a reset", "reset", "unavailable"],
  ] as const)("and %s is mapped", async (_, kind, verdict) => {
    const sent = await genuine();
    paypal.sandbox.faults.add({ operation: "webhooks.verify", kind, times: Infinity });
    expect(await verifier().verify(asDelivery(sent))).toBe(verdict);
  });
});

describe("PayPal is not asked", () => {
  test.each([
    "paypal-transmission-id",
    "paypal-transmission-time",
    "paypal-transmission-sig",
    "paypal-cert-url",
    "paypal-auth-algo",
  ])("about a delivery without %s", async (name) => {
    const sent = await genuine();
    const before = asked().length;
    const { [name]: _missing, ...headers } = sent.headers;
    expect(await verifier().verify(asDelivery({ ...sent, headers }))).toBe("invalid");
    expect(asked()).toHaveLength(before);
  });

  test.each(["", "null", "[]", '"text"', "{", '{}},"webhook_event":{}'])(
    "about the body %j",
    async (body) => {
      const sent = await genuine();
      const before = asked().length;
      expect(await verifier().verify(asDelivery({ ...sent, body }))).toBe("invalid");
      expect(asked()).toHaveLength(before);
    },
  );
});
