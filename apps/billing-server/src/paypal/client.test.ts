import type { Fault, PayPalOperation } from "@onekonsole/billing-sandbox";
import { describe, expect, test } from "vitest";
import { answerJson, startFaultyServer } from "../testing/faulty-server.ts";
import { orderToOpen, startPayPalUnderTest, tokenCalls } from "../testing/paypal-under-test.ts";
import { BillingPayPalClient, sdkEnvironment } from "./client.ts";
import { createTransport } from "./transport.ts";

const many = 200;

describe("the token of a client", () => {
  test("is requested once by 200 concurrent creates at startup", async () => {
    await using paypal = await startPayPalUnderTest();
    const creates = Array.from({ length: many }, () =>
      paypal.singleTryGateway.createOrder(orderToOpen()),
    );
    const results = await Promise.all(creates);
    expect(results.filter(({ ok }) => ok)).toHaveLength(many);
    expect(tokenCalls(paypal.sandbox)).toBe(1);
    expect(paypal.sandbox.orders.size).toBe(many);
  });

  test("is renewed once for 200 calls in progress when PayPal revokes it", async () => {
    await using paypal = await startPayPalUnderTest();
    const opened = await paypal.gateway.createOrder(orderToOpen());
    if (!opened.ok) throw new Error(opened.failure.issue);
    paypal.sandbox.revokeTokens();
    const results = await Promise.all(
      Array.from({ length: many }, () =>
        paypal.singleTryGateway.getOrder(opened.value.id, "interactive"),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(many);
    expect(tokenCalls(paypal.sandbox)).toBe(2);
  });

  test("is sent as a bearer token; the credentials go to the token endpoint only", async () => {
    await using paypal = await startPayPalUnderTest();
    await paypal.gateway.createOrder(orderToOpen());
    const [grant, create] = paypal.sandbox.requests;
    const { clientId, clientSecret } = paypal.account;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
    expect(grant).toMatchObject({
      path: "/v1/oauth2/token",
      headers: { authorization: `Basic ${basic}` },
      body: "grant_type=client_credentials",
    });
    expect(create?.headers["authorization"]).toMatch(/^Bearer A21AA/);
  });

  test("is rejected for a wrong secret, with one token request per attempt", async () => {
    await using paypal = await startPayPalUnderTest({ clientSecret: "wrong" });
    const failure = { kind: "unauthorized", issue: "invalid_client" };
    const result = await paypal.gateway.createOrder(orderToOpen());
    expect(result).toMatchObject({ ok: false, failure });
    expect(tokenCalls(paypal.sandbox)).toBe(1);
    expect(paypal.sandbox.requests).toHaveLength(1);
  });
});

describe("a token response", () => {
  const token = { access_token: "T", token_type: "Bearer", expires_in: 32_400 };
  const answer = (body: unknown): Fault<PayPalOperation>["kind"] => ({ status: 200, body });

  test.each<[string, Fault<PayPalOperation>["kind"]]>([
    ["that is malformed JSON", "malformed_json"],
    ["that is empty", "empty"],
    ["that is HTML", answer("<html></html>")],
    ["that is not an object", answer('"T"')],
    ["without a token", answer({ ...token, access_token: undefined })],
    ["with an empty token", answer({ ...token, access_token: "" })],
    ["with a token that is invalid in a header", answer({ ...token, access_token: "abc\ndef" })],
    ["with a token that is not ASCII", answer({ ...token, access_token: "abc€def" })],
    ["of 64 KiB", answer({ ...token, scope: "x".repeat(64 * 1024) })],
    ["of a proxy", "html_502"],
    ["cut short", "reset"],
    ["of 500", { status: 500 }],
  ])("%s is not kept: the next call gets a usable token", async (_, kind) => {
    await using paypal = await startPayPalUnderTest();
    paypal.sandbox.faults.add({ operation: "token", kind });
    expect(await paypal.singleTryGateway.createOrder(orderToOpen())).toMatchObject({
      ok: false,
      failure: { kind: "unavailable" },
    });
    expect(paypal.sandbox.orders.size).toBe(0);
    expect(await paypal.singleTryGateway.createOrder(orderToOpen())).toMatchObject({ ok: true });
    expect(tokenCalls(paypal.sandbox)).toBe(2);
  });

  test.each(["32400", undefined, 0, -1, "soon", 1e300])(
    "with the lifetime %j is usable",
    async (expires_in) => {
      await using server = await startFaultyServer((request, response) => {
        const isToken = request.url === "/v1/oauth2/token";
        answerJson(response, isToken ? 200 : 404, isToken ? { ...token, expires_in } : {});
      });
      const account = { clientId: "id", clientSecret: "secret", baseUrl: server.url };
      const client = new BillingPayPalClient(
        { ...account, environment: "sandbox" },
        createTransport,
      );
      const request = { path: "/v2/x", verb: "GET", headers: {} };
      const sent = [await client.execute(request), await client.execute(request)];
      await client.close();
      expect(sent.map(({ status }) => status)).toEqual([404, 404]);
      expect(server.received.map(({ url }) => url)).toEqual(["/v1/oauth2/token", "/v2/x", "/v2/x"]);
    },
  );

  test("with 429 is handled like any other 429", async () => {
    await using paypal = await startPayPalUnderTest();
    const kind = { status: 429, headers: { "retry-after": "60" } };
    paypal.sandbox.faults.add({ operation: "token", kind });
    expect(await paypal.gateway.createOrder(orderToOpen())).toMatchObject({
      ok: false,
      failure: { kind: "unavailable", issue: "RATE_LIMIT_REACHED", retryAfterMs: 60_000 },
    });
  });

  test("that never arrives is a timeout", async () => {
    await using paypal = await startPayPalUnderTest();
    paypal.sandbox.faults.add({ operation: "token", kind: "hang" });
    const result = await paypal.gateway.createOrder(orderToOpen());
    expect(result).toMatchObject({ ok: false, failure: { kind: "timeout" } });
  });
});

describe("sdkEnvironment", () => {
  const account = { clientId: "id", clientSecret: "secret", baseUrl: undefined };

  test.each(["sandbox", "live"] as const)("is PayPal's own host for %s", (environment) => {
    const { hostname, protocol } = new URL(sdkEnvironment({ ...account, environment }).baseUrl);
    expect(protocol).toBe("https:");
    expect(hostname).toMatch(
      environment === "live" ? /^api[^.]*\.paypal\.com$/ : /\.sandbox\.paypal\.com$/,
    );
  });

  test("is the configured host, in either environment", () => {
    const baseUrl = "http://127.0.0.1:4010/paypal";
    for (const environment of ["sandbox", "live"] as const)
      expect(sdkEnvironment({ ...account, environment, baseUrl }).baseUrl).toBe(baseUrl);
  });
});
