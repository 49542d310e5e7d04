import { connect } from "node:net";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SecuredService, startSecuredService } from "./secured-service.ts";

let service: SecuredService;
let token: string;
beforeAll(async () => {
  service = await startSecuredService();
  token = await service.sandbox.issuer.tokenFor(service.owner);
});
afterAll(() => service[Symbol.asyncDispose]());

const ownOrder = () => JSON.stringify(orderInput("x1", { user_id: service.owner }));
const authorized = () => ({
  authorization: `Bearer ${token}`,
  "content-type": "application/json",
});

/** Sends the bytes and then one more per second until the server closes; resolves with its response. */
function sendSlowly(text: string): Promise<string> {
  const { hostname, port } = new URL(service.server.url);
  const socket = connect(Number(port), hostname);
  let response = "";
  socket.on("data", (chunk) => (response += String(chunk)));
  socket.on("error", () => undefined);
  socket.write(text);
  const sending = setInterval(() => socket.write(" "), 1_000);
  return new Promise((resolve) => {
    socket.once("close", () => {
      clearInterval(sending);
      resolve(response);
    });
  });
}

describe("a request above a limit is rejected without an effect", () => {
  test.each<[string, () => [string, RequestInit], number, string]>([
    [
      "a body of 65 KiB",
      () => ["/order/create", { method: "POST", body: ownOrder().padEnd(65 * 1024) }],
      413,
      "body_too_large",
    ],
    [
      "the same over tRPC",
      () => ["/trpc/order.create", { method: "POST", body: ownOrder().padEnd(65 * 1024) }],
      413,
      "body_too_large",
    ],
    [
      "the same as a webhook",
      () => ["/webhooks/paypal", { method: "POST", body: " ".repeat(65 * 1024) }],
      413,
      "body_too_large",
    ],
    [
      "a URL of 9 KiB",
      () => [`/trpc/order.get?input=${"x".repeat(9 * 1024)}`, {}],
      400,
      "invalid_input",
    ],
    [
      "headers of 33 KiB",
      () => ["/order/prices", { headers: { "x-filler": "x".repeat(33 * 1024) } }],
      431,
      "invalid_input",
    ],
    [
      "a batch of eleven calls",
      () => [`/trpc/${Array.from({ length: 11 }, () => "order.get").join(",")}?batch=1`, {}],
      400,
      "invalid_input",
    ],
  ])("%s", async (_, attempt, status, code) => {
    const before = await service.snapshot();
    const [path, init] = attempt();
    const headers = { ...authorized(), ...(init.headers as Record<string, string>) };
    const response = await fetch(service.server.url + path, { ...init, headers });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(`"${code}"`);
    expect(await service.snapshot()).toEqual(before);
  });
});

describe.concurrent("a slow sender is disconnected, and others are served at the same time", () => {
  const head = "POST /order/create HTTP/1.1\r\nHost: x\r\n";
  test.for([
    ["in the headers", (): string => `${head}A: `],
    [
      "in the body",
      (): string => `${head}Authorization: Bearer ${token}\r\nContent-Length: 5000\r\n\r\n{`,
    ],
    ["without a token", (): string => `${head}Content-Length: 5000\r\n\r\n{`],
  ] as const)("%s", async ([, text], { expect: expectHere }) => {
    const before = await service.snapshot();
    const response = sendSlowly(text());
    const served = await fetch(`${service.server.url}/order/prices`);
    expectHere(served.status).toBe(200);
    expectHere(await response).toMatch(/^HTTP\/1\.1 (?:408|401) /);
    expectHere(await service.snapshot()).toEqual(before);
  });
});

describe("a response contains no internal details", () => {
  test.each<[string, string, RequestInit]>([
    ["a malformed body", "/order/create", { method: "POST", body: "{" }],
    ["SQL for an order", "/order/approve", { method: "POST", body: `{"order_id":"' or 1=1 --"}` }],
    ["a zero byte", "/order/approve", { method: "POST", body: `{"order_id":"\\u0000"}` }],
    ["an unknown procedure", "/trpc/order.constructor", {}],
    ["an input that is not JSON", "/trpc/order.get?input=%7B", {}],
    ["an unknown path", "/order/../../etc/passwd", {}],
    ["a wrong method", "/order/create", { method: "PUT" }],
  ])("to %s", async (_, path, init) => {
    const response = await fetch(service.server.url + path, { ...init, headers: authorized() });
    const text = await response.text();
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(text).not.toMatch(/node_modules|\.[cm]?[jt]s:\d|select |postgres|"stack"|SyntaxError/i);
    expect(response.headers.get("x-powered-by")).toBeNull();
  });
});
