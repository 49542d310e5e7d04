import type { AppRouter } from "@onekonsole/billing-contract";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { setupServer } from "msw/node";
import { describe, expect, test } from "vitest";
import { toBillingError } from "../billing-error.ts";
import { createBillingClient } from "../create-billing-client.ts";
import type { OrderUpdate } from "../wait-until-settled.ts";
import { createTestBilling, type TestBilling } from "./create-test-billing.ts";

const user_id = "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34";

const input = (cluster_name = "my-cluster") => ({
  order_details: {
    user_id,
    cluster_name,
    images_storage: 10,
    has_monitoring: false,
    has_alerting: false,
  },
  currency: "EUR",
});

const clientOf = ({ url, fetch }: TestBilling) => createBillingClient({ url, fetch });

describe("an order", () => {
  test("is bought, and provisioned when its approval responds", async () => {
    const billing = createTestBilling();
    const client = clientOf(billing);
    const { order_id, status, approve_url } = await client.order.create.mutate(input());
    expect([status, approve_url]).toEqual([
      "CREATED",
      `https://billing.test/checkoutnow?token=${order_id}`,
    ]);
    await client.order.approve.mutate({ order_id });
    const states: string[] = [];
    const settled = await client.waitUntilSettled(order_id, {
      onUpdate: ({ state }) => states.push(state),
    });
    expect(settled.state).toBe("provisioned");
    expect(states).toEqual(["awaiting_approval", "approved", "captured", "provisioned"]);
    expect(await client.order.get.query({ order_id })).toMatchObject({
      amount: { currency_code: "EUR", value: "30.00" },
      payment_status: "Paid",
      version: 4,
    });
    const { orders } = await client.order.list.query({ payment: "Paid" });
    expect(orders.map((order) => order.order_id)).toEqual([order_id]);
  });

  test("moves by hand, while a client follows it", async () => {
    const billing = createTestBilling({ progress: "manual" });
    const client = clientOf(billing);
    const { order_id } = await client.order.create.mutate(input());
    await client.order.approve.mutate({ order_id });
    const next = (update: OrderUpdate) => {
      if (update.state === "approved") billing.advance(order_id, "capture_pending");
      if (update.state === "capture_pending")
        billing.advance(order_id, "capture_failed", {
          code: "payment_declined",
          text: "PayPal declined the payment.",
        });
    };
    const settled = await client.waitUntilSettled(order_id, { onUpdate: next });
    expect(settled).toMatchObject({ state: "capture_failed", problem_code: "payment_declined" });
    const error = await client.order.approve.mutate({ order_id }).catch(toBillingError);
    expect(error).toMatchObject({ code: "payment_declined" });
  });

  test("moves after a pause in each state", async () => {
    const client = clientOf(createTestBilling({ progress: 1 }));
    const created = await client.order.create.mutate(input());
    await client.order.approve.mutate(created);
    expect(await client.waitUntilSettled(created.order_id)).toMatchObject({ state: "provisioned" });
  });

  test("waits for its payer if the payer waits", async () => {
    const billing = createTestBilling({ payer: "waits" });
    const client = clientOf(billing);
    const { order_id } = await client.order.create.mutate(input());
    const early = await client.order.approve.mutate({ order_id }).catch(toBillingError);
    expect(early).toMatchObject({ code: "order_not_approved", action: "retry" });
    billing.approve(order_id);
    expect(await client.order.approve.mutate({ order_id })).toEqual({
      id: order_id,
      status: "COMPLETED",
    });
  });
});

describe("the rules of the service", () => {
  test("reject another order for the name of a paid one, and another price", async () => {
    const client = clientOf(createTestBilling());
    const first = await client.order.create.mutate(input());
    await client.order.approve.mutate(first);
    expect(await client.order.create.mutate(input()).catch(toBillingError)).toMatchObject({
      code: "cluster_name_taken",
      orderId: first.order_id,
    });
    const expected_amount = { currency_code: "EUR", value: "1.00" };
    const changed = client.order.create.mutate({ ...input("other"), expected_amount });
    expect(await changed.catch(toBillingError)).toMatchObject({
      code: "price_changed",
      amount: { value: "30.00" },
    });
  });

  test("return the same order for the same idempotency key", async () => {
    const client = clientOf(createTestBilling());
    const keyed = { ...input(), idempotency_key: "key-1" };
    const first = await client.order.create.mutate(keyed);
    expect(await client.order.create.mutate(keyed)).toEqual(first);
    const other = client.order.create.mutate({ ...keyed, currency: "USD" });
    expect(await other.catch(toBillingError)).toMatchObject({ code: "idempotency_key_reused" });
  });

  test("name the fields of an invalid input", async () => {
    const client = clientOf(createTestBilling());
    const error = await client.order.create.mutate(input("UPPER")).catch(toBillingError);
    expect(error).toMatchObject({
      code: "invalid_input",
      fields: [{ path: "order_details.cluster_name" }],
    });
    const { fields } = (await client.order.prices
      .query({ currency: "GBP" })
      .catch(toBillingError)) as { fields: unknown };
    expect(fields).toEqual([{ path: "currency", message: "must be one of EUR, USD" }]);
  });

  test("say which procedure is not simulated", async () => {
    const client = clientOf(createTestBilling());
    const error = await client.operator.money.query().catch(toBillingError);
    expect(error).toMatchObject({
      code: "internal",
      message: "The test kit does not simulate operator.money.",
    });
  });
});

describe("a fault", () => {
  test("fails the next call with a declared code, once", async () => {
    const billing = createTestBilling();
    const client = clientOf(billing);
    const { order_id } = await client.order.create.mutate(input());
    billing.failNext("order.approve", "payment_declined");
    const error = await client.order.approve.mutate({ order_id }).catch(toBillingError);
    expect(error).toMatchObject({ code: "payment_declined", action: "stop" });
    expect((await client.order.approve.mutate({ order_id })).status).toBe("COMPLETED");
  });

  test("without a response is repeated by the client", async () => {
    const billing = createTestBilling();
    const client = clientOf(billing);
    billing.failNext("order.create", "unreachable");
    billing.failNext("order.create", "service_unavailable");
    expect((await client.order.create.mutate(input())).status).toBe("CREATED");
    expect(billing.orders).toHaveLength(1);
    billing.failNext("order.approve", "unreachable");
    const approval = client.order.approve.mutate({ order_id: billing.orders[0]!.order_id });
    expect(await approval.catch(toBillingError)).toMatchObject({ code: "unreachable" });
  });

  test("of a stream is an event, after which the client reconnects", async () => {
    const billing = createTestBilling();
    const client = clientOf(billing);
    const { order_id } = await client.order.create.mutate(input());
    await client.order.approve.mutate({ order_id });
    billing.failNext("order.watch", "unauthenticated");
    const error = await client.waitUntilSettled(order_id).catch(toBillingError);
    expect(error).toMatchObject({ code: "unauthenticated" });
    expect((await client.waitUntilSettled(order_id)).state).toBe("provisioned");
  });
});

describe("the REST routes", () => {
  const send = (billing: TestBilling, path: string, body?: unknown) =>
    billing.fetch(
      billing.url + path,
      body === undefined ? {} : { method: "POST", body: JSON.stringify(body) },
    );

  test("have the documented fields", async () => {
    const billing = createTestBilling();
    const created = await send(billing, "/order/create", input());
    const { order_id, ...rest } = (await created.json()) as { order_id: string };
    expect(rest).toEqual({ status: "CREATED" });
    const approved = await send(billing, "/order/approve", { order_id });
    expect(await approved.json()).toEqual({ id: order_id, status: "COMPLETED" });
    const list = await send(billing, `/orders?user_id=${user_id}&limit=1`);
    expect(await list.json()).toMatchObject({ orders: [{ order_id }], next: null });
  });

  test("return errors with their status, code and text", async () => {
    const billing = createTestBilling();
    billing.failNext("order.create", "too_many_requests", { retryAfterSeconds: 7 });
    const limited = await send(billing, "/order/create", input());
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
    const invalid = await send(billing, "/orders?nonsense=1");
    expect(invalid.status).toBe(400);
    expect(await invalid.json()).toMatchObject({ code: "invalid_input" });
  });
});

test("each kit has its own orders", async () => {
  const [first, second] = [createTestBilling(), createTestBilling()];
  await clientOf(first).order.create.mutate(input());
  expect([first.orders.length, second.orders.length]).toEqual([1, 0]);
});

test("calls in one batch have one response", async () => {
  const { url, fetch } = createTestBilling({ url: "https://billing.test/path/" });
  let requests = 0;
  const counting: typeof fetch = (...args) => {
    requests += 1;
    return fetch(...args);
  };
  const links = [httpBatchLink({ url: `${url}/trpc`, fetch: counting as never })];
  const trpc = createTRPCClient<AppRouter>({ links });
  const [prices, order] = await Promise.all([
    trpc.order.prices.query({ currency: "USD" }),
    trpc.order.create.mutate(input()),
  ]);
  expect([prices.basic, order.status]).toEqual([20, "CREATED"]);
  const lists = await Promise.all([trpc.order.list.query(), trpc.order.list.query({ limit: 1 })]);
  expect(lists.map(({ orders }) => orders.length)).toEqual([1, 1]);
  expect(requests).toBe(3);
});

test("the handlers respond to a client that was created before msw", async () => {
  const billing = createTestBilling();
  const client = createBillingClient({ url: billing.url });
  const server = setupServer(...billing.handlers);
  server.listen();
  try {
    const { order_id } = await client.order.create.mutate(input());
    await client.order.approve.mutate({ order_id });
    expect((await client.waitUntilSettled(order_id)).state).toBe("provisioned");
  } finally {
    server.close();
  }
});
