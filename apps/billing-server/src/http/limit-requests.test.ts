import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import type { Caller } from "../domain/caller.ts";
import type { BatchedRateLimit, RateLimit } from "../ports/rate-limit.ts";
import { userCaller } from "../testing/callers.ts";
import { rawRequest } from "../testing/raw-request.ts";
import { ingressAccess, type ServedApp, serveApp } from "../testing/served-app.ts";

const authenticate = vi.fn<() => Promise<Caller>>();
const perAddress = { take: vi.fn<BatchedRateLimit["take"]>() };
const perUser = { take: vi.fn<RateLimit["take"]>() };
const authenticationAndLimits = {
  ...ingressAccess.authenticationAndLimits,
  authenticator: { authenticate },
  perAddress,
  perUser,
};
let app: ServedApp;
beforeAll(async () => {
  app = await serveApp({ accessControl: { trustedProxyHops: 0, authenticationAndLimits } });
});
beforeEach(() => {
  authenticate.mockReset().mockRejectedValue(new BillingError("unauthenticated"));
  perAddress.take.mockReset().mockReturnValue(null);
  perUser.take.mockReset().mockResolvedValue(null);
});
afterAll(() => app[Symbol.asyncDispose]());

const peer = "127.0.0.1";
const post = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };

// The status within the limit.
type Asked = readonly [path: string, init: RequestInit, status: number];

const needingNoToken: readonly Asked[] = [
  ["/order/prices", {}, 200],
  ["/order/prices", { method: "HEAD" }, 200],
  ["/order/prices?currency=EUR", {}, 200],
  ["/trpc/order.prices", {}, 200],
  ["/docs", {}, 200],
  ["/openapi.json", {}, 200],
  ["/nowhere", {}, 404],
  ["/nowhere", post, 404],
  ["/livez/", {}, 404],
  ["//livez", {}, 404],
  ["/metrics", { headers: { "x-forwarded-for": "203.0.113.7" } }, 404],
  ["/", post, 405],
  ["/livez", { method: "PUT" }, 405],
  ["/order/create", {}, 405],
  ["/order/approve", { method: "DELETE" }, 405],
  ["/order/create/", post, 404],
  ["/trpc", {}, 404],
  ["/trpc/", {}, 404],
  ["/trpc/order.nothing", {}, 404],
  ["/trpc/order.constructor", post, 404],
  ["/trpc/order.get,order.get", {}, 404],
  ["/webhooks/paypal", post, 404],
  ["/webhooks/paypal", {}, 405],
  [`/nowhere?${"x".repeat(9_000)}`, {}, 400],
  ["/nowhere", { method: "POST", body: "x".repeat(100_000) }, 413],
];

const ask = async ([path, init]: Asked) => {
  const response = await fetch(app.url + path, init);
  return { response, text: await response.text() };
};

describe("a request that needs no token counts for its address", () => {
  test.each(needingNoToken)("%s %j", async (...requested) => {
    const { response } = await ask(requested);
    expect(response.status).toBe(requested[2]);
    expect(perAddress.take.mock.calls).toEqual([[peer]]);
  });

  test.each(needingNoToken)("and is rejected over the limit: %s %j", async (...requested) => {
    perAddress.take.mockReturnValue(2_500);
    const { response, text } = await ask(requested);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "3"]);
    expect(text).toContain(requested[1].method === "HEAD" ? "" : "too_many_requests");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });

  test.each(needingNoToken)("but not with a valid token: %s %j", async (...requested) => {
    perAddress.take.mockReturnValue(2_500);
    authenticate.mockResolvedValue(userCaller("camille"));
    const { response } = await ask(requested);
    expect(response.status).toBe(requested[2]);
    expect(perUser.take.mock.calls).toEqual([["camille"]]);
  });

  test("once for each call of a batch", async () => {
    const batch = Array.from({ length: 7 }, () => "order.prices").join(",");
    expect((await ask([`/trpc/${batch}?batch=1`, {}, 200])).response.status).toBe(200);
    expect(perAddress.take).toHaveBeenCalledTimes(7);
    await ask(["/trpc/order.prices,order.nothing?batch=1", {}, 207]);
    expect(perAddress.take).toHaveBeenCalledTimes(9);
  });

  test("and returns the limit to tRPC clients in their format", async () => {
    perAddress.take.mockReturnValue(2_500);
    const { text } = await ask(["/trpc/order.prices", {}, 429]);
    expect(JSON.parse(text)).toMatchObject({
      error: { data: { billing_code: "too_many_requests", retry_after_seconds: 3 } },
    });
  });
});

describe("a request that needs a token counts even if it does not reach its procedure", () => {
  const json = { "content-type": "application/json" };
  test.each<Asked>([
    ["/order/create", { method: "POST", body: "x".repeat(100_000) }, 413],
    [`/order/create?${"x".repeat(9_000)}`, post, 400],
    ["/trpc/order.create", { method: "POST", body: "x".repeat(100_000), headers: json }, 413],
    ["/trpc/order.create", {}, 405],
    ["/trpc/order.get", post, 405],
    [`/trpc/${Array.from({ length: 11 }, () => "order.get").join(",")}?batch=1`, {}, 400],
  ])("%s %j", async (...requested) => {
    expect((await ask(requested)).response.status).toBe(requested[2]);
    expect(perAddress.take.mock.calls).toEqual([[peer]]);
    authenticate.mockResolvedValue(userCaller("camille"));
    await ask(requested);
    expect(perUser.take.mock.calls).toEqual([["camille"]]);
    expect(perAddress.take).toHaveBeenCalledTimes(1);
  });
});

describe("an unparsable request counts for its address", () => {
  const close = "Connection: close\r\n\r\n";
  const unreadable: readonly (readonly [string, string])[] = [
    ["noise", "hello\r\n\r\n"],
    ["an invalid method", "FOO / HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["headers that are too long", `GET / HTTP/1.1\r\nHost: x\r\nA: ${"b".repeat(40_000)}\r\n\r\n`],
    ["no host", `GET /livez HTTP/1.1\r\n${close}`],
    ["two hosts", `GET /livez HTTP/1.1\r\nHost: x\r\nHost: x\r\n${close}`],
    ["an invalid URL", `GET * HTTP/1.1\r\nHost: x\r\n${close}`],
    ["a URL with a backslash", `GET /\\evil HTTP/1.1\r\nHost: x\r\n${close}`],
    ["an invalid port", `GET /livez HTTP/1.1\r\nHost: x:99999\r\n${close}`],
    ["a host of digits only", `GET /livez HTTP/1.1\r\nHost: ${"9".repeat(400)}\r\n${close}`],
  ];

  test.each(unreadable)("%s", async (_, text) => {
    expect(await rawRequest(app.server.port, text)).toMatch(/^HTTP\/1\.1 4(?:00|31) /);
    expect(perAddress.take.mock.calls).toEqual([[peer]]);
  });

  test.each(unreadable)("and is rejected over the limit: %s", async (_, text) => {
    perAddress.take.mockReturnValue(2_500);
    const answer = await rawRequest(app.server.port, text);
    expect(answer).toMatch(/^HTTP\/1\.1 429 Too Many Requests\r\n/);
    expect(answer).toMatch(/\r\nretry-after: 3\r\n/i);
    expect(answer).toContain('"code":"too_many_requests"');
  });

  test("and so does a CONNECT request", async () => {
    const connect = "CONNECT evil.example:80 HTTP/1.1\r\nHost: x\r\n\r\n";
    expect(await rawRequest(app.server.port, connect)).toBe("");
    expect(perAddress.take.mock.calls).toEqual([[peer]]);
  });
});

describe("a request that is never rejected", () => {
  test.each(["/", "/livez", "/readyz", "/metrics", "/livez?verbose"])(
    "the probe %s, which is not counted either",
    async (path) => {
      perAddress.take.mockReturnValue(2_500);
      for (const method of ["GET", "HEAD"])
        expect((await fetch(app.url + path, { method })).status).toBe(200);
      expect(perAddress.take).not.toHaveBeenCalled();
    },
  );

  test("a preflight, which is counted but cannot have a token", async () => {
    perAddress.take.mockReturnValue(2_500);
    const headers = { origin: "https://x.example", "access-control-request-method": "POST" };
    const { response } = await ask(["/order/create", { method: "OPTIONS", headers }, 204]);
    expect(response.status).toBe(204);
    expect(perAddress.take.mock.calls).toEqual([[peer]]);
  });
});
