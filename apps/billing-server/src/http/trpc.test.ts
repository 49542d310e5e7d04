import type { BillingErrorShape } from "@onekonsole/billing-contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rawRequest } from "../testing/raw-request.ts";
import { createBody, type ServedApp, serveApp } from "../testing/served-app.ts";

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const json = { "content-type": "application/json" };
const toQuery = (value: unknown) => `input=${encodeURIComponent(JSON.stringify(value))}`;

const call = (path: string, init: RequestInit = {}) => fetch(`${app.url}/trpc/${path}`, init);
const post = (path: string, body: unknown) =>
  call(path, { method: "POST", headers: json, body: JSON.stringify(body) });

async function readError(response: Response) {
  const { error } = (await response.json()) as { error: BillingErrorShape };
  expect(error.data.httpStatus).toBe(response.status);
  expect(error.data.request_id).toBe(response.headers.get("x-request-id"));
  return error;
}

const result = (data: unknown) => ({ result: { data } });

describe("/trpc", () => {
  test("handles a query, a mutation and the resulting order", async () => {
    const prices = await call(`order.prices?${toQuery({ currency: "USD" })}`);
    expect(await prices.json()).toMatchObject(result({ basic: 20 }));
    const created = await post("order.create", createBody());
    const { result: made } = (await created.json()) as { result: { data: { order_id: string } } };
    const { order_id } = made.data;
    const approve_url = `${app.paypal.url}/checkoutnow?token=${order_id}`;
    expect(made.data).toEqual({ order_id, status: "CREATED", approve_url });
    const read = await call(`order.get?${toQuery({ order_id })}`);
    expect(await read.json()).toMatchObject(
      result({
        order_id,
        state: "awaiting_approval",
        amount: { currency_code: "EUR", value: "31.00" },
      }),
    );
  });

  test.each<[string, number, string, () => Promise<Response>]>([
    ["an unknown procedure", 404, "not_found", () => call("order.nothing")],
    ["no procedure", 404, "not_found", () => call("")],
    ["a property name of every object", 404, "not_found", () => call("order.constructor")],
    ["GET on a mutation", 405, "method_not_allowed", () => call("order.create")],
    ["POST on a query", 405, "method_not_allowed", () => post("order.prices", {})],
    ["an input that is not JSON", 400, "invalid_input", () => call("order.get?input=%7B")],
    [
      "a body that is not JSON",
      400,
      "invalid_input",
      () => call("order.create", { method: "POST", headers: json, body: "{" }),
    ],
    [
      "an unknown order",
      404,
      "order_not_found",
      () => call(`order.get?${toQuery({ order_id: "N" })}`),
    ],
  ])("a call of %s returns %i", async (_, status, billing_code, ask) => {
    const before = app.paypal.requests.length;
    const response = await ask();
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect((await readError(response)).data).toMatchObject({ billing_code, action: "stop" });
    expect(app.paypal.requests).toHaveLength(before);
  });

  test("names every invalid field", async () => {
    const response = await post("order.create", createBody({ currency: 1 }, { cluster_name: "A" }));
    const { data } = await readError(response);
    expect(data.fields.map(({ path }) => path)).toEqual(["order_details.cluster_name", "currency"]);
  });

  test("handles each call of a batch on its own", async () => {
    const input = toQuery({ 1: { order_id: "NOTHING1" } });
    const response = await call(`order.prices,order.get?batch=1&${input}`);
    expect(response.status).toBe(207);
    expect(await response.json()).toEqual([
      result(expect.objectContaining({ basic: 20 })),
      { error: expect.objectContaining({ message: "There is no such order." }) },
    ]);
  });

  test("rejects JSON under another content type, in JSON", async () => {
    const body = JSON.stringify(createBody());
    const response = await call("order.create", { method: "POST", body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await response.json()).toMatchObject({
      error: { data: { billing_code: "invalid_input" } },
    });
  });

  test("rejects 2 MB", async () => {
    const response = await call("order.create", {
      method: "POST",
      headers: json,
      body: "x".repeat(2e6),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: "body_too_large" });
  });

  test("closes a stream's connection on request", async () => {
    const answer = await rawRequest(
      app.server.port,
      `GET /trpc/order.watch?${toQuery({ order_id: "NOTHING1" })} HTTP/1.1\r\n`,
      "Host: x\r\nConnection: close\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toMatch(/^connection: close\r$/im);
  });

  test("ends the stream of an unknown order with an error", async () => {
    const headers = { accept: "text/event-stream" };
    const response = await call(`order.watch?${toQuery({ order_id: "NOTHING1" })}`, { headers });
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    const text = await response.text();
    expect(text).toContain("event: serialized-error");
    expect(text).toContain('"billing_code":"order_not_found"');
  });
});
