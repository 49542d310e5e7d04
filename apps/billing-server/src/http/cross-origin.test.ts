import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBody, type ServedApp, serveApp } from "../testing/served-app.ts";

let open: ServedApp;
let listed: ServedApp;
const consoleOrigin = "https://console.example.org";
beforeAll(async () => {
  open = await serveApp();
  listed = await serveApp({ allowedOrigins: new Set([consoleOrigin]) });
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await listed[Symbol.asyncDispose]();
});

const preflight = (
  app: ServedApp,
  path: string,
  origin: string,
  headers = "authorization,content-type",
) =>
  fetch(app.url + path, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": headers,
    },
  });

const readList = (response: Response, name: string) =>
  (response.headers.get(name) ?? "").toLowerCase().split(/,\s*/);

const allowedOrigin = (response: Response) => response.headers.get("access-control-allow-origin");

// One response of every kind: successful, invalid, unknown, rejected.
const requests: [string, RequestInit, number][] = [
  ["/", {}, 200],
  ["/order/prices", {}, 200],
  ["/order/prices?currency=XXX", {}, 400],
  ["/order/create", { method: "POST", body: JSON.stringify(createBody()) }, 200],
  ["/order/create", { method: "POST", body: "{" }, 400],
  ["/order/create", { method: "POST", body: "x".repeat(100_000) }, 413],
  ["/order/create", { method: "PUT" }, 405],
  ["/order/approve", { method: "POST", body: '{"order_id":"NONE"}' }, 404],
  ["/nowhere", {}, 404],
  ["/trpc/order.prices", {}, 200],
  ["/trpc/order.get?input=%7B%7D", {}, 400],
];

const ask = (app: ServedApp, [path, init]: (typeof requests)[number], origin: string) =>
  fetch(app.url + path, { ...init, headers: { origin } });

describe("a preflight", () => {
  test.each(["/order/create", "/order/approve", "/order/prices", "/trpc/order.create"])(
    "for %s allows the console to send its token and its JSON",
    async (path) => {
      const response = await preflight(open, path, consoleOrigin);
      expect(response.status).toBe(204);
      expect(allowedOrigin(response)).toBe("*");
      expect(readList(response, "access-control-allow-methods")).toEqual(
        expect.arrayContaining(["get", "post"]),
      );
      expect(readList(response, "access-control-allow-headers")).toEqual(
        expect.arrayContaining(["authorization", "content-type", "last-event-id", "x-request-id"]),
      );
      expect(await response.text()).toBe("");
    },
  );

  test.each([
    ["the shared client", "authorization, content-type, last-event-id, trpc-accept"],
    ["OpenTelemetry", "traceparent, tracestate, baggage"],
    ["Sentry", "sentry-trace, baggage, traceparent"],
    ["Zipkin", "b3, x-b3-traceid, x-b3-spanid, x-b3-parentspanid, x-b3-sampled, x-b3-flags"],
    [
      "Datadog",
      "x-datadog-trace-id, x-datadog-parent-id, x-datadog-origin, x-datadog-sampling-priority, x-datadog-tags, tracestate",
    ],
    ["New Relic", "newrelic, traceparent, tracestate"],
    ["Elastic", "elastic-apm-traceparent, traceparent"],
    ["Application Insights", "request-id, request-context, traceparent"],
    ["others", "uber-trace-id, x-amzn-trace-id, x-cloud-trace-context, x-request-id"],
  ])("allows a page to send the headers of %s", async (_, headers) => {
    for (const app of [open, listed]) {
      const response = await preflight(app, "/trpc/order.create", consoleOrigin, headers);
      expect(response.status).toBe(204);
      expect(readList(response, "access-control-allow-headers")).toEqual(
        expect.arrayContaining(headers.split(", ")),
      );
    }
  });

  test.each(["x-forwarded-for", "x-real-ip", "cookie", "*"])(
    "does not allow a page to send %s",
    async (header) => {
      const response = await preflight(open, "/order/create", consoleOrigin, header);
      expect(readList(response, "access-control-allow-headers")).not.toContain(header);
    },
  );

  test("allows a listed origin by name, and no other", async () => {
    expect(allowedOrigin(await preflight(listed, "/order/create", consoleOrigin))).toBe(
      consoleOrigin,
    );
    for (const origin of [
      "https://evil.example",
      "null",
      `${consoleOrigin}.evil.example`,
      `${consoleOrigin}:8443`,
    ])
      expect(allowedOrigin(await preflight(listed, "/order/create", origin))).toBeNull();
  });
});

describe("a response", () => {
  test.each(requests)(
    "of %s %j may be read by any origin unless some are listed",
    async (...request) => {
      const response = await ask(open, request, "https://anywhere.example");
      expect([response.status, allowedOrigin(response)]).toEqual([request[2], "*"]);
      expect(response.headers.get("access-control-allow-credentials")).toBeNull();
    },
  );

  test.each(requests)("of %s %j may be read by listed origins only", async (...request) => {
    const allowed = await ask(listed, request, consoleOrigin);
    expect([allowed.status, allowedOrigin(allowed)]).toEqual([request[2], consoleOrigin]);
    expect(readList(allowed, "vary")).toContain("origin");
    const other = await ask(listed, request, "https://evil.example");
    expect([other.status, allowedOrigin(other)]).toEqual([request[2], null]);
    // Otherwise a cache could return this response to the console.
    expect(readList(other, "vary")).toContain("origin");
  });

  test("exposes the request id to the page", async () => {
    const response = await ask(open, ["/nowhere", {}, 404], consoleOrigin);
    expect(readList(response, "access-control-expose-headers")).toEqual(
      expect.arrayContaining(["x-request-id", "retry-after"]),
    );
  });
});

describe("an order", () => {
  const order = (return_url: string) =>
    fetch(`${listed.url}/order/create`, {
      method: "POST",
      body: JSON.stringify(createBody({ return_url })),
    });

  test("redirects the payer to listed origins only", async () => {
    expect((await order(`${consoleOrigin}/paid`)).status).toBe(200);
    const refused = await order("https://evil.example/paid");
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      error: "return_url must be at one of the allowed origins",
      code: "invalid_input",
    });
  });

  test("redirects to the normalized URL that was checked", async () => {
    const answer = await order(`${consoleOrigin}\\@evil.example/`);
    expect(answer.status).toBe(200);
    const { order_id } = (await answer.json()) as { order_id: string };
    expect(listed.paypal.orders.get(order_id)?.returnUrl).toBe(`${consoleOrigin}/@evil.example/`);
  });
});
