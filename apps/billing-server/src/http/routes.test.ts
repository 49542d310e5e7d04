import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rawRequest } from "../testing/raw-request.ts";
import { type ServedApp, serveApp } from "../testing/served-app.ts";

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const routes: [path: string, ...allowed: string[]][] = [
  ["/", "GET", "HEAD"],
  ["/order/prices", "GET", "HEAD"],
  ["/order/create", "POST"],
  ["/order/approve", "POST"],
  ["/events", "GET", "HEAD"],
  ["/livez", "GET", "HEAD"],
  ["/readyz", "GET", "HEAD"],
  ["/metrics", "GET", "HEAD"],
  ["/webhooks/paypal", "POST"],
  ["/openapi.json", "GET", "HEAD"],
  ["/docs", "GET", "HEAD"],
  // tRPC handles HEAD itself.
  ["/trpc/order.prices", "GET", "HEAD", "POST"],
];

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

describe.each(routes)("%s", (path, ...allowed) => {
  test.each(methods.filter((method) => !allowed.includes(method)))(
    `rejects %s with Allow: ${allowed.join(", ")}`,
    async (method) => {
      const response = await fetch(app.url + path, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get("allow")?.split(", ").toSorted()).toEqual(
        [...allowed, "OPTIONS"].toSorted(),
      );
      if (method === "HEAD") return;
      expect(await response.json()).toEqual({
        error: "This address does not support that method.",
        code: "method_not_allowed",
      });
    },
  );

  test.runIf(allowed.includes("HEAD") && !path.startsWith("/trpc"))(
    "handles HEAD like GET, without the body",
    async () => {
      const [head, get] = [
        await fetch(app.url + path, { method: "HEAD" }),
        await fetch(app.url + path),
      ];
      expect(head.status).toBe(get.status);
      expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
      expect(await head.text()).toBe("");
    },
  );
});

describe("an unknown path", () => {
  test.each([
    "/nowhere",
    "/order",
    "/order/prices/",
    "/order/create/x",
    "/Order/Prices",
    "/%zz",
    "/..%2f..%2fetc/passwd",
    "//order/prices",
    "/order/prices%00",
  ])("%s is 404 in JSON", async (path) => {
    const response = await fetch(app.url + path);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({
      error: "There is nothing at this address.",
      code: "not_found",
    });
  });

  test("is 404 for every method", async () => {
    for (const method of methods)
      expect((await fetch(`${app.url}/nowhere`, { method })).status).toBe(404);
  });
});

describe("malformed HTTP", () => {
  test.each([
    ["an invalid method", "FOO / HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"],
    ["an invalid host", "GET / HTTP/1.1\r\nHost: a b<>\r\nConnection: close\r\n\r\n"],
    [
      "two different lengths",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    ],
    [
      "an invalid chunk",
      "POST /order/create HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
  ])("is a 400 without further effect: %s", async (_, text) => {
    expect(await rawRequest(app.server.port, text)).toMatch(/^(HTTP\/1\.1 400 .*|)/);
    expect((await fetch(`${app.url}/livez`)).status).toBe(200);
  });
});

describe("the probes", () => {
  test("return 200", async () => {
    for (const path of ["/livez", "/readyz"]) {
      const response = await fetch(app.url + path);
      expect([response.status, await response.text()]).toEqual([200, '{"status":"ok"}']);
    }
  });

  test("return alive but not ready while orders cannot be accepted", async () => {
    const checkReady = () =>
      Promise.reject(new Error("password authentication failed for billing"));
    await using sick = await serveApp({ checkReady });
    expect((await fetch(`${sick.url}/livez`)).status).toBe(200);
    const response = await fetch(`${sick.url}/readyz`);
    expect(response.status).toBe(503);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code: "service_unavailable" });
    expect(text).not.toContain("password");
  });
});
