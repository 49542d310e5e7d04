import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { type BillingClientOptions, createBillingClient } from "./create-billing-client.ts";
import { startRawServer } from "./testing/raw-server.fixture.ts";

const input = {
  order_details: {
    user_id: "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34",
    cluster_name: "blue-lake",
    images_storage: 10,
    has_monitoring: false,
    has_alerting: false,
  },
  currency: "USD",
};

const json = { "content-type": "application/json" };
const succeed: RequestListener = (_request, response) =>
  void response.writeHead(200, json).end(JSON.stringify({ result: { data: { id: "A" } } }));
const failWith =
  (billing_code: string, more: object = {}): RequestListener =>
  (_request, response) => {
    const data = { billing_code, action: "retry", request_id: "r", fields: [], ...more };
    response.writeHead(503, json).end(JSON.stringify({ error: { message: "", code: 1, data } }));
  };
const breakOff: RequestListener = (request) => void request.socket.destroy();

/** A service that answers each request with the next of these, and the last one for ever. */
async function startService(
  answers: readonly RequestListener[],
  options: Partial<BillingClientOptions> = {},
) {
  const bodies: string[] = [];
  const server = await startRawServer((request, response) => {
    const answer = answers[Math.min(bodies.length, answers.length - 1)];
    const number = bodies.push("") - 1;
    request.on("data", (chunk: Buffer) => (bodies[number] += chunk.toString()));
    request.on("end", () => answer?.(request, response));
  });
  const client = createBillingClient({ url: server.url, ...options });
  return { client, bodies, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe("a read", () => {
  test.each([
    ["a broken connection", breakOff],
    ["a busy service", failWith("service_unavailable")],
    ["PayPal's outage", failWith("paypal_unavailable")],
  ])("is repeated after %s", async (_, fail) => {
    await using service = await startService([fail, fail, succeed]);
    expect(await service.client.order.get.query({ order_id: "A" })).toEqual({ id: "A" });
    expect(service.bodies).toHaveLength(3);
  });

  test("fails at once if another attempt has no chance", async () => {
    await using service = await startService([
      failWith("order_not_found", { action: "stop" }),
      succeed,
    ]);
    await expect(service.client.order.get.query({ order_id: "A" })).rejects.toMatchObject({
      code: "order_not_found",
    });
    expect(service.bodies).toHaveLength(1);
  });

  test("fails with the last error if the service asks for a longer pause than the call may take", async () => {
    const busy = failWith("too_many_requests", { retry_after_seconds: 60 });
    await using service = await startService([busy, succeed]);
    await expect(service.client.order.get.query({ order_id: "A" })).rejects.toMatchObject({
      code: "too_many_requests",
      retryAfterSeconds: 60,
    });
    expect(service.bodies).toHaveLength(1);
  });

  test("is not repeated if the client must not", async () => {
    await using service = await startService([breakOff, succeed], { retryForMs: 0 });
    await expect(service.client.order.get.query({ order_id: "A" })).rejects.toMatchObject({
      code: "unreachable",
    });
    expect(service.bodies).toHaveLength(1);
  });

  test("ends at once when it is aborted in a pause", async () => {
    const busy = failWith("too_many_requests", { retry_after_seconds: 60 });
    await using service = await startService([busy], { retryForMs: 600_000 });
    const leaving = new AbortController();
    const read = service.client.order.get.query({ order_id: "A" }, { signal: leaving.signal });
    await expect.poll(() => service.bodies.length).toBe(1);
    leaving.abort();
    await expect(read).rejects.toMatchObject({ cause: { name: "AbortError" } });
  });
});

describe("a creation", () => {
  const keys = (bodies: readonly string[]) =>
    bodies.map((body) => (JSON.parse(body) as [{ idempotency_key: string }])[0].idempotency_key);

  test("is repeated with one key, so that it creates one order", async () => {
    await using service = await startService([breakOff, failWith("paypal_timeout"), succeed]);
    await service.client.order.create.mutate(input);
    const [first, ...others] = keys(service.bodies);
    expect(first).toMatch(/^[\da-f]{32}$/);
    expect(others).toEqual([first, first]);
  });

  test("has another key each time, or the caller's", async () => {
    await using service = await startService([succeed]);
    await service.client.order.create.mutate(input);
    await service.client.order.create.mutate(input);
    await service.client.order.create.mutate({ ...input, idempotency_key: "mine" });
    const [first, second, third] = keys(service.bodies);
    expect(second).not.toBe(first);
    expect(third).toBe("mine");
  });
});

test("no other mutation is repeated", async () => {
  await using service = await startService([breakOff, succeed]);
  await expect(service.client.order.approve.mutate({ order_id: "A" })).rejects.toMatchObject({
    code: "unreachable",
  });
  expect(service.bodies).toHaveLength(1);
});
