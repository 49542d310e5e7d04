import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import type { Caller } from "../domain/caller.ts";
import { ingress } from "../testing/callers.ts";
import { createBody, ingressAccess, type ServedApp, serveApp } from "../testing/served-app.ts";

const authenticate = vi.fn<() => Promise<Caller>>();
const take = vi.fn<() => number | null>();
let app: ServedApp;
beforeAll(async () => {
  const perAddress = { take };
  const authenticationAndLimits = {
    ...ingressAccess.authenticationAndLimits,
    authenticator: { authenticate },
    perAddress,
  };
  app = await serveApp({ accessControl: { trustedProxyHops: 0, authenticationAndLimits } });
});
beforeEach(() => {
  authenticate.mockReset().mockRejectedValue(new BillingError("unauthenticated"));
  take.mockReset().mockReturnValue(null);
});
afterAll(() => app[Symbol.asyncDispose]());

const json = { "content-type": "application/json" };
const post = (body: string, headers = json): RequestInit => ({ method: "POST", headers, body });

const broken: [string, string, RequestInit][] = [
  ["REST, a body that is not JSON", "/order/create", post("{")],
  ["REST, no body", "/order/approve", { method: "POST" }],
  ["REST, an invalid input", "/order/approve", post("{}")],
  ["tRPC, a body that is not JSON", "/trpc/order.create", post("{")],
  ["tRPC, an input that is not JSON", "/trpc/order.get?input=%7B", {}],
  ["tRPC, an input with an invalid escape", "/trpc/order.get?input=%", {}],
  ["tRPC, an invalid input", "/trpc/order.approve", post("{}")],
  [
    "tRPC, a form",
    "/trpc/order.approve",
    post("--x\r\n", { "content-type": "multipart/form-data; boundary=x" }),
  ],
  ["tRPC, bytes", "/trpc/order.approve", post("x", { "content-type": "application/octet-stream" })],
];

/** The status, and what the headers contain about it. */
async function ask(path: string, init: RequestInit) {
  const response = await fetch(app.url + path, init);
  const headers = Object.fromEntries(response.headers);
  return { status: response.status, text: await response.text(), headers };
}

describe("a rejected caller receives the reason, not the errors of the input", () => {
  test.each(broken)("%s", async (_, path, init) => {
    const { status, text, headers } = await ask(path, init);
    expect({ status, challenge: headers["www-authenticate"] }).toEqual({
      status: 401,
      challenge: "Bearer",
    });
    expect(text).toContain("unauthenticated");
    expect(take).toHaveBeenCalledTimes(1);
  });

  test.each(broken)("also over the rate limit: %s", async (_, path, init) => {
    take.mockReturnValue(2_500);
    const { status, headers } = await ask(path, init);
    expect({ status, retryAfter: headers["retry-after"] }).toEqual({
      status: 429,
      retryAfter: "3",
    });
  });

  test.each(broken)(
    "and an accepted caller receives the errors of the input: %s",
    async (_, path, init) => {
      authenticate.mockResolvedValue(ingress);
      expect((await ask(path, init)).status).toBe(400);
    },
  );
});

test("a request is counted once over REST, once per call of a batch, and once if it is rejected as a whole", async () => {
  authenticate.mockResolvedValue(ingress);
  expect((await ask("/order/create", post(JSON.stringify(createBody())))).status).toBe(200);
  expect(take).toHaveBeenCalledTimes(1);
  const batch = `/trpc/${Array.from({ length: 10 }, () => "order.get").join(",")}?batch=1`;
  expect((await ask(batch, {})).status).toBe(400);
  expect(take).toHaveBeenCalledTimes(11);
  expect((await ask(batch.replace("?", ",order.get?"), {})).status).toBe(400);
  expect(take).toHaveBeenCalledTimes(12);
});
