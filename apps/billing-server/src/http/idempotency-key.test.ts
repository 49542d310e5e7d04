import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBody, type ServedApp, serveApp } from "../testing/served-app.ts";

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app[Symbol.asyncDispose]());

type Create = (
  key: string,
  body?: object,
) => Promise<{ status: number; orderId?: string; code?: string }>;

interface RestAnswer {
  readonly order_id?: string;
  readonly code?: string;
}

const overRest: Create = async (key, body = createBody()) => {
  const response = await fetch(`${app.url}/order/create`, {
    method: "POST",
    headers: { "idempotency-key": key },
    body: JSON.stringify(body),
  });
  const { order_id, code } = (await response.json()) as RestAnswer;
  return {
    status: response.status,
    ...(order_id ? { orderId: order_id } : {}),
    ...(code ? { code } : {}),
  };
};

interface TrpcAnswer {
  readonly result?: { readonly data: { readonly order_id: string } };
  readonly error?: { readonly data: { readonly billing_code: string } };
}

const overTrpc: Create = async (key, body = createBody()) => {
  const response = await fetch(`${app.url}/trpc/order.create`, {
    method: "POST",
    headers: { "idempotency-key": key, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const { result, error } = (await response.json()) as TrpcAnswer;
  if (result) return { status: response.status, orderId: result.data.order_id };
  return { status: response.status, ...(error ? { code: error.data.billing_code } : {}) };
};

describe.each([
  ["REST", overRest],
  ["tRPC", overTrpc],
] as const)("Idempotency-Key over %s", (_, create) => {
  test("gives the same order for the same request, with one request to PayPal", async () => {
    const key = randomUUID();
    const first = await create(key);
    const before = app.paypal.orders.size;
    expect(first.status).toBe(200);
    for (let repeat = 0; repeat < 3; repeat += 1) expect(await create(key)).toEqual(first);
    expect(app.paypal.orders.size).toBe(before);
  });

  test("gives one order to ten concurrent requests", async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(key)));
    expect(new Set(answers.map(({ orderId }) => orderId)).size).toBe(1);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });

  test("rejects another request with the same key", async () => {
    const key = randomUUID();
    await create(key);
    expect(await create(key, createBody({ currency: "USD" }))).toEqual({
      status: 409,
      code: "idempotency_key_reused",
    });
  });

  test("gives another order for another key, and for another user with the same key", async () => {
    const key = randomUUID();
    const { orderId: first } = await create(key);
    const other = createBody({}, { user_id: randomUUID() });
    const { orderId: second } = await create(key, other);
    const { orderId: third } = await create(randomUUID());
    expect(new Set([first, second, third]).size).toBe(3);
  });

  test("rejects an invalid key", async () => {
    expect(await create("x".repeat(1_000))).toEqual({ status: 400, code: "invalid_input" });
  });
});

test("the same key gives the same order over either", async () => {
  const key = randomUUID();
  expect((await overTrpc(key)).orderId).toBe((await overRest(key)).orderId);
});
