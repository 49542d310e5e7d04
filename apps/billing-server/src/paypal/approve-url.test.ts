import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";
import { closedBreaker } from "../testing/closed-breaker.ts";
import { answerJson, type FaultyServer, startFaultyServer } from "../testing/faulty-server.ts";
import { briefLimits, orderToOpen } from "../testing/paypal-under-test.ts";
import { BillingPayPalClient } from "./client.ts";
import { createPayPalGateway } from "./gateway.ts";
import { createTransport } from "./transport.ts";

const order = { id: "5O190127TN364715T", status: "CREATED" };

let answer: object;
let server: FaultyServer;
let client: BillingPayPalClient;
let gateway: PayPalGateway;
beforeAll(async () => {
  server = await startFaultyServer((_request, response) => answerJson(response, 200, answer));
  const account = { clientId: "id", clientSecret: "secret", environment: "sandbox" } as const;
  client = new BillingPayPalClient({ ...account, baseUrl: server.url }, createTransport);
  gateway = createPayPalGateway({ client, breaker: closedBreaker, limits: briefLimits });
});
afterAll(async () => {
  await client.close();
  await server[Symbol.asyncDispose]();
});

/** The gateway's approval URL for an order with this link in PayPal's response. */
async function approveUrlFor(href: string): Promise<string | null> {
  const token = { access_token: "t", token_type: "Bearer", expires_in: 300 };
  answer = { ...token, ...order, links: [{ rel: "approve", href, method: "GET" }] };
  const opened = await gateway.createOrder(orderToOpen());
  if (!opened.ok) throw new Error(opened.failure.issue);
  expect(opened.value.id).toBe(order.id);
  return opened.value.approveUrl;
}

describe("the approval link of PayPal's response", () => {
  test.each([
    ["https", "https://www.paypal.com/checkoutnow?token=1"],
    ["https in capitals", "HTTPS://www.paypal.com/checkoutnow?token=1"],
    ["the standard's form", "https:\\\\www.paypal.com\\checkoutnow?token=1"],
  ])("is kept if it is %s", async (_, link) => {
    expect(await approveUrlFor(link)).toBe("https://www.paypal.com/checkoutnow?token=1");
  });

  test("is kept at the origin of PayPal's API, which a simulator serves without TLS", async () => {
    const link = `${server.url}/checkoutnow`;
    expect(await approveUrlFor(link)).toBe(link);
  });

  test.each([
    ["a script", "javascript:alert(1)"],
    ["a script behind white space", " \tjava\nscript:alert(1)"],
    ["data", "data:text/html,<script>alert(1)</script>"],
    ["another host without TLS", "http://www.paypal.com/checkoutnow"],
    ["another port of the simulator's host", "http://127.0.0.1:1/checkoutnow"],
    ["a host after a user name", "https://www.paypal.com@evil.example/"],
    ["a path", "/checkoutnow"],
    ["nothing", ""],
  ])("is removed if it is %s", async (_, link) => {
    expect(await approveUrlFor(link)).toBeNull();
  });
});
