import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDeferredActions } from "../deferred-actions.ts";
import { createRunRecord } from "../run-record.ts";
import { createCustomer, type CustomerEnvironment } from "./customer.ts";

const fetchMock = vi.fn<typeof fetch>();
beforeEach(() => void vi.stubGlobal("fetch", fetchMock));
afterEach(() => {
  vi.unstubAllGlobals();
  fetchMock.mockReset();
});

const respond = (status: number, body: object) =>
  fetchMock.mockImplementationOnce(() => Promise.resolve(Response.json(body, { status })));

function setUp(random = 0) {
  const record = createRunRecord();
  const environment = {
    billingUrl: "http://billing.example",
    record,
    deferred: createDeferredActions(),
    currencies: ["EUR"],
  } as unknown as CustomerEnvironment;
  const customer = createCustomer({
    environment,
    index: 7,
    random: () => random,
    scenario: "pays",
    expectedStates: ["provisioned"],
  });
  return { record, customer };
}

const sent = (index: number) => {
  const [url, { headers, body } = {}] = fetchMock.mock.calls[index] ?? [];
  return { url, headers, body: JSON.parse(body as string) as Record<string, unknown> };
};

test("records the order that the service returns, with the states it may end in", async () => {
  respond(200, { order_id: "A" });
  const { record, customer } = setUp(0.9);
  expect(await customer.createOrder({ clusterName: "blue", currency: "JPY" })).toBe("A");
  expect(record.orders.get("A")).toEqual({
    scenario: "pays",
    expectedStates: ["provisioned"],
    customer: 7,
    clusterName: "blue",
  });
  expect(fetchMock).toHaveBeenCalledOnce();
  expect(sent(0)).toMatchObject({
    url: "http://billing.example/order/create",
    headers: {},
    body: {
      currency: "JPY",
      order_details: { user_id: customer.userId, cluster_name: "blue", images_storage: 91 },
    },
  });
});

test("tries to create its order for a minute, however slow the replicas restart", async () => {
  vi.useFakeTimers();
  const startedAt = Date.now();
  fetchMock.mockImplementation(async () => {
    if (Date.now() - startedAt < 30_000) throw new Error("refused");
    return Response.json({ order_id: "A" });
  });
  const created = setUp(0.9).customer.createOrder();
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect(await created).toBe("A");
});

test("records nothing if the service rejects the order", async () => {
  respond(409, { code: "cluster_name_taken", order_id: "B" });
  const { record, customer } = setUp(0.9);
  expect(await customer.createOrder()).toBeNull();
  expect(record.orders.size).toBe(0);
});

test("repeats a request with its key and body, and finds a second order", async () => {
  respond(200, { order_id: "A" });
  respond(200, { order_id: "A" });
  const { record, customer } = setUp();
  await customer.createOrder();
  expect(sent(1)).toEqual(sent(0));
  expect(sent(0).headers).toEqual({ "idempotency-key": expect.stringMatching(/^[\da-f-]{36}$/) });
  expect(record.violations).toEqual([]);
  respond(200, { order_id: "A" });
  respond(200, { order_id: "B" });
  await customer.createOrder();
  expect(record.violations).toEqual([
    { subject: "A", description: "two orders for one Idempotency-Key" },
  ]);
});

test("approves with the order's id", async () => {
  respond(200, { id: "A", status: "COMPLETED" });
  expect(await setUp().customer.approve("A")).toMatchObject({ status: 200 });
  expect(sent(0)).toMatchObject({
    url: "http://billing.example/order/approve",
    body: { order_id: "A" },
  });
});

test("reads the state that the service reports", async () => {
  const { customer } = setUp();
  respond(200, { result: { data: { state: "captured" } } });
  expect(await customer.readState("A")).toBe("captured");
  respond(404, { error: {} });
  expect(await customer.readState("A")).toBeNull();
});
