import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBody, type ServedApp, serveApp } from "../testing/served-app.ts";

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app[Symbol.asyncDispose]());

// One response of every kind.
const answers: [string, string, RequestInit, number][] = [
  ["the prices", "/order/prices", {}, 200],
  ["the prices of a currency", "/order/prices?currency=EUR", {}, 200],
  ["an order", "/order/create", { method: "POST", body: JSON.stringify(createBody()) }, 200],
  ["an invalid field", "/order/approve", { method: "POST", body: "{}" }, 400],
  ["a body that is too large", "/order/create", { method: "POST", body: "x".repeat(100_000) }, 413],
  ["tRPC", "/trpc/order.prices", {}, 200],
  ["an error of tRPC", "/trpc/order.get", {}, 400],
  ["a batch", "/trpc/order.prices,order.get?batch=1", {}, 207],
  ["a stream", "/trpc/order.watch?input=%7B%22order_id%22%3A%22X%22%7D", {}, 200],
  ["a probe", "/livez", {}, 200],
  ["the metrics", "/metrics", {}, 200],
  ["the OpenAPI document", "/openapi.json", {}, 200],
  ["an unknown path", "/nowhere", {}, 404],
  ["a method that is not allowed", "/order/prices", { method: "DELETE" }, 405],
  [
    "a preflight",
    "/order/create",
    { method: "OPTIONS", headers: { origin: "https://a.example" } },
    204,
  ],
];

describe("the security headers are set", () => {
  test.each(answers)("%s", async (_, path, init, status) => {
    const { headers, ...response } = await fetchHeaders(path, init);
    expect(response.status).toBe(status);
    expect(headers).toMatchObject({
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "strict-transport-security": "max-age=31536000",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect(headers).not.toHaveProperty("x-powered-by");
    expect(headers).not.toHaveProperty("server");
    expect(headers).not.toHaveProperty("set-cookie");
  });
});

test("responses about orders and errors are not cacheable", async () => {
  for (const [, path, init] of answers.filter((answer) => answer[1] !== "/order/prices")) {
    const { headers } = await fetchHeaders(path, init);
    expect(headers["cache-control"], path).toMatch(/no-store|no-cache/);
  }
});

async function fetchHeaders(path: string, init: RequestInit) {
  const response = await fetch(app.url + path, init);
  await response.body?.cancel();
  return { status: response.status, headers: Object.fromEntries(response.headers) };
}
