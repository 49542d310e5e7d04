import { errorCatalog } from "@onekonsole/billing-contract";
import { afterEach, describe, expect, test } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import type { OrderStore } from "../ports/order-store.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { createBody, serveApp } from "../testing/served-app.ts";
import { takeUndeclaredErrors } from "../testing/undeclared-errors.ts";

const failed = errorCatalog.internal.message;
const secret = "postgres://billing:hunter2@db.internal/billing";

const storeThatFailsWith = (error: unknown): OrderStore => ({
  ...createMemoryStore(),
  insert: async () => {
    throw error;
  },
  findByPayPalId: async () => {
    throw error;
  },
});

const failing: [string, string, RequestInit][] = [
  ["REST create", "/order/create", { method: "POST", body: JSON.stringify(createBody()) }],
  ["REST approve", "/order/approve", { method: "POST", body: '{"order_id":"X"}' }],
  ["tRPC", `/trpc/order.get?input=${encodeURIComponent('{"order_id":"X"}')}`, {}],
];

describe("an unexpected error", () => {
  afterEach(() => expect(takeUndeclaredErrors()).toHaveLength(1));

  test.each(failing)("hides the cause from the caller: %s", async (_, path, init) => {
    await using app = await serveApp({ store: storeThatFailsWith(new Error(secret)) });
    const response = await fetch(app.url + path, {
      ...init,
      headers: { "x-request-id": "call-1" },
    });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain(`${failed} Please quote call-1.`);
    expect(text).not.toMatch(/hunter2|Error|stack|\.ts/);
    expect(app.logged).toMatchObject([
      { level: "error", fields: { request_id: "call-1", code: "internal" } },
    ]);
    expect(String(app.logged[0]?.fields["err"])).toContain(secret);
  });

  test.each([null, undefined, "text", 42, { code: "invalid_input" }])(
    "is internal even when %j is thrown",
    async (thrown) => {
      await using app = await serveApp({ store: storeThatFailsWith(thrown) });
      const body = '{"order_id":"X"}';
      const response = await fetch(`${app.url}/order/approve`, { method: "POST", body });
      expect(response.status).toBe(500);
      expect(await response.json()).toMatchObject({ code: "internal" });
    },
  );

  test("in a watched order hides the cause as well", async () => {
    await using app = await serveApp({ store: storeThatFailsWith(new Error(secret)) });
    const input = encodeURIComponent('{"order_id":"X"}');
    const response = await fetch(`${app.url}/trpc/order.watch?input=${input}`);
    const text = await response.text();
    expect(text).toContain(failed);
    expect(text).not.toContain("hunter2");
  });
});

describe("an unavailable database", () => {
  test.each(failing)("is a retryable 503: %s", async (_, path, init) => {
    const error = new BillingError("service_unavailable", { cause: new Error(secret) });
    await using app = await serveApp({ store: storeThatFailsWith(error) });
    const response = await fetch(app.url + path, init);
    expect(response.status).toBe(503);
    const text = await response.text();
    expect(text).toMatch(/service_unavailable/);
    expect(text).not.toContain("hunter2");
    expect(app.logged).toMatchObject([{ level: "warn", fields: { code: "service_unavailable" } }]);
  });
});

describe("the request id", () => {
  const fetchRequestId = async (url: string, headers: Record<string, string> = {}) =>
    (await fetch(`${url}/nowhere`, { headers })).headers.get("x-request-id");

  test("is the caller's own if it is valid", async () => {
    await using app = await serveApp();
    for (const id of ["call-1", "A_b-9", "x".repeat(64)])
      expect(await fetchRequestId(app.url, { "x-request-id": id })).toBe(id);
  });

  test("is new for each request if the caller sends none or an invalid one", async () => {
    await using app = await serveApp();
    const bad = ["", "x".repeat(65), "a b", "<script>", '"', "é"];
    const ids = [await fetchRequestId(app.url), await fetchRequestId(app.url)];
    for (const id of bad) ids.push(await fetchRequestId(app.url, { "x-request-id": id }));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("is in the text of errors by the service or PayPal, and not of errors by the caller", async () => {
    await using app = await serveApp();
    app.paypal.faults.add({ operation: "orders.create", kind: { status: 403 } });
    const create = async (body: string) => {
      const headers = { "x-request-id": "call-1" };
      const response = await fetch(`${app.url}/order/create`, { method: "POST", body, headers });
      return ((await response.json()) as { error: string }).error;
    };
    expect(await create(JSON.stringify(createBody()))).toMatch(/ Please quote call-1\.$/);
    expect(await create("{")).not.toContain("call-1");
    expect(app.logged).toMatchObject([
      { level: "warn", fields: { request_id: "call-1", debug_id: expect.any(String) } },
    ]);
  });
});
