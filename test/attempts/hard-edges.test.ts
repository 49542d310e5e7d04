import { connect } from "node:net";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AttackedService, startAttackedService } from "./attacked-service.ts";

let service: AttackedService;
let token: string;
beforeAll(async () => {
  service = await startAttackedService();
  token = await service.sandbox.issuer.tokenFor(service.owner);
});
afterAll(() => service[Symbol.asyncDispose]());

const mine = () => JSON.stringify(orderInput("x1", { user_id: service.owner }));
const authorized = () => ({
  authorization: `Bearer ${token}`,
  "content-type": "application/json",
});

/** Sends the bytes and then one more a second until the server closes; all that it said. */
function sendSlowly(text: string): Promise<string> {
  const { hostname, port } = new URL(service.server.url);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (chunk) => (answer += String(chunk)));
  socket.on("error", () => undefined);
  socket.write(text);
  const dripping = setInterval(() => socket.write(" "), 1_000);
  return new Promise((resolve) => {
    socket.once("close", () => {
      clearInterval(dripping);
      resolve(answer);
    });
  });
}

describe("too much is refused, and nothing comes of it", () => {
  test.each<[string, () => [string, RequestInit], number, string]>([
    [
      "a body of 65 KiB",
      () => ["/order/create", { method: "POST", body: mine().padEnd(65 * 1024) }],
      413,
      "body_too_large",
    ],
    [
      "the same over tRPC",
      () => ["/trpc/order.create", { method: "POST", body: mine().padEnd(65 * 1024) }],
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
      "an address of 9 KiB",
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
      "eleven calls in one",
      () => [`/trpc/${Array.from({ length: 11 }, () => "order.get").join(",")}?batch=1`, {}],
      400,
      "invalid_input",
    ],
  ])("%s", async (_, attempt, status, code) => {
    const before = await service.standing();
    const [path, init] = attempt();
    const headers = { ...authorized(), ...(init.headers as Record<string, string>) };
    const response = await fetch(service.server.url + path, { ...init, headers });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(`"${code}"`);
    expect(await service.standing()).toEqual(before);
  });
});

describe.concurrent("who sends slowly is cut off, and others are served meanwhile", () => {
  const head = "POST /order/create HTTP/1.1\r\nHost: x\r\n";
  test.for([
    ["in his headers", (): string => `${head}A: `],
    [
      "in his body",
      (): string => `${head}Authorization: Bearer ${token}\r\nContent-Length: 5000\r\n\r\n{`,
    ],
    ["without a token", (): string => `${head}Content-Length: 5000\r\n\r\n{`],
  ] as const)("%s", async ([, text], { expect: expectHere }) => {
    const before = await service.standing();
    const answer = sendSlowly(text());
    const served = await fetch(`${service.server.url}/order/prices`);
    expectHere(served.status).toBe(200);
    expectHere(await answer).toMatch(/^HTTP\/1\.1 (?:408|401) /);
    expectHere(await service.standing()).toEqual(before);
  });
});

describe("nothing of our insides is told", () => {
  test.each<[string, string, RequestInit]>([
    ["a broken body", "/order/create", { method: "POST", body: "{" }],
    ["SQL for an order", "/order/approve", { method: "POST", body: `{"order_id":"' or 1=1 --"}` }],
    ["a zero byte", "/order/approve", { method: "POST", body: `{"order_id":"\\u0000"}` }],
    ["a procedure that is none", "/trpc/order.constructor", {}],
    ["an input that is none", "/trpc/order.get?input=%7B", {}],
    ["an address that is none", "/order/../../etc/passwd", {}],
    ["a method that is none here", "/order/create", { method: "PUT" }],
  ])("to %s", async (_, path, init) => {
    const response = await fetch(service.server.url + path, { ...init, headers: authorized() });
    const text = await response.text();
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(text).not.toMatch(/node_modules|\.[cm]?[jt]s:\d|select |postgres|"stack"|SyntaxError/i);
    expect(response.headers.get("x-powered-by")).toBeNull();
  });
});
