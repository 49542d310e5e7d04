import { createOrderInputSchema } from "@onekonsole/billing-contract/schemas";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PayPalOrderId } from "../domain/order.ts";
import type { PayPalFailureKind } from "../domain/paypal-result.ts";
import type { PayPalGateway } from "../ports/paypal-gateway.ts";
import { type Tracer, noopTracer } from "../ports/tracer.ts";
import { ingress } from "../testing/callers.ts";
import { done, failed, fakePayPal } from "../testing/fake-paypal.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import { sampleOrder, orderAtPayPal } from "../testing/sample-order.ts";
import { createOrder } from "./create-order.ts";

const details = {
  user_id: "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31",
  cluster_name: "blue-lake",
  images_storage: 11,
  has_monitoring: false,
  has_alerting: false,
};
const identity = { order_details: details, currency: "EUR" };
const opened = orderAtPayPal(sampleOrder(), { status: "CREATED" });

function setUp(parts: Parameters<typeof sampleDependencies>[0] = {}) {
  const store = createMemoryStore();
  const paypal = fakePayPal();
  paypal.createOrder.mockResolvedValue(done(opened));
  const deps = sampleDependencies({ store, paypal, ...parts });
  const create = (input: object) =>
    createOrder(deps, { caller: ingress, input: createOrderInputSchema.parse(input) });
  return { store, paypal, create };
}

const requested = (paypal: ReturnType<typeof fakePayPal>) => {
  const call = paypal.createOrder.mock.calls[0] as Parameters<PayPalGateway["createOrder"]>;
  return call[0];
};

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-01T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

describe("creating an order", () => {
  test("creates it at PayPal for our price and returns PayPal's id", async () => {
    const { paypal, create } = setUp();
    expect(await create(identity)).toEqual({
      order_id: opened.id,
      status: "CREATED",
      approve_url: opened.approveUrl,
    });
    expect(requested(paypal)).toMatchObject({
      currency: "EUR",
      amount: 3100n,
      clusterName: "blue-lake",
    });
  });

  test("stores the bill with the VAT that its price includes", async () => {
    const { store, paypal, create } = setUp();
    await create(identity);
    expect(store.inserted[0]?.order.bill).toEqual(sampleOrder().bill);
    expect(requested(paypal)).toMatchObject({ amount: 3100n, addedVat: 0n });
  });

  test("adds VAT that the prices exclude to the amount, and to the price that the buyer saw", async () => {
    const vat = { country: "LU", rate: "17", included: false, reason: null };
    const { store, paypal, create } = setUp({ vat });
    const expected_amount = { currency_code: "EUR", value: "36.27" };
    await create({ ...identity, expected_amount });
    expect(store.inserted[0]?.order).toMatchObject({
      amount: 3627n,
      bill: { netAmount: 3100n, vatAmount: 527n, vat },
    });
    expect(requested(paypal)).toMatchObject({ amount: 3627n, addedVat: 527n });
    await expect(
      create({ ...identity, expected_amount: { currency_code: "EUR", value: "31.00" } }),
    ).rejects.toMatchObject({ code: "price_changed" });
  });

  test("stores its trace, to which all later steps belong", async () => {
    const traceParent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    const tracer: Tracer = { ...noopTracer, traceParent: () => traceParent };
    const { store, create } = setUp({ tracer });
    await create(identity);
    expect(store.inserted[0]?.order.traceParent).toBe(traceParent);
  });

  test("stores the request, PayPal's order and the approval deadline", async () => {
    const { store, paypal, create } = setUp({ approvalTimeoutMs: 60_000 });
    await create(identity);
    expect(store.inserted).toHaveLength(1);
    expect(store.inserted[0]?.cause).toEqual({ by: "create", debugId: "debug-ok" });
    expect(store.inserted[0]?.order).toMatchObject({
      id: requested(paypal).orderId,
      paypalOrderId: opened.id,
      details: { ...details, monitoring_storage: 0 },
      currency: "EUR",
      amount: 3100n,
      payeeEmail: opened.payeeEmail,
      payeeMerchantId: opened.payeeMerchantId,
      approveUrl: opened.approveUrl,
      approveBefore: new Date("2026-03-01T10:01:00Z"),
    });
  });

  test.each([["0.01"], [0], [null], [{ value: 1 }]])(
    "uses our price whatever amount the client sends: %j",
    async (amount) => {
      const { paypal, create } = setUp();
      await create({ ...identity, amount });
      expect(requested(paypal).amount).toBe(3100n);
    },
  );

  test("uses whole units in a currency without decimals", async () => {
    const yen = {
      basic: 2000,
      img_storage_price_unit: 100,
      monitoring_option: 500,
      monitoring_storage_price_unit: 100,
      alerting_option: 500,
    };
    const { paypal, create } = setUp({ priceBook: new Map([["JPY", yen]]) });
    await create({ ...identity, currency: "JPY" });
    expect(requested(paypal).amount).toBe(3100n);
  });

  test("gives every order its own id, also two that are created concurrently", async () => {
    const { paypal, create } = setUp();
    const second = { ...details, cluster_name: "red-hill", images_storage: 20 };
    await Promise.all([create(identity), create({ ...identity, order_details: second })]);
    const [one, two] = paypal.createOrder.mock.calls.map(([order]) => order);
    expect(one?.orderId).not.toBe(two?.orderId);
    expect([one?.amount, two?.amount]).toEqual([3100n, 4000n]);
    expect([one?.clusterName, two?.clusterName]).toEqual(["blue-lake", "red-hill"]);
  });

  test("in a currency without prices is rejected before a call to PayPal", async () => {
    const { store, paypal, create } = setUp();
    await expect(create({ ...identity, currency: "GBP" })).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path: "currency", message: "must be one of USD, EUR" }],
    });
    expect(paypal.createOrder).not.toHaveBeenCalled();
    expect(store.inserted).toEqual([]);
  });

  test("that would cost nothing is an internal error, without a call to PayPal", async () => {
    const free = {
      basic: 0,
      img_storage_price_unit: 0,
      monitoring_option: 0,
      monitoring_storage_price_unit: 0,
      alerting_option: 0,
    };
    const { paypal, create } = setUp({ priceBook: new Map([["EUR", free]]) });
    await expect(create(identity)).rejects.toMatchObject({ code: "internal" });
    expect(paypal.createOrder).not.toHaveBeenCalled();
  });

  test.each<[PayPalFailureKind, string]>([
    ["unavailable", "paypal_unavailable"],
    ["timeout", "paypal_timeout"],
    ["refused", "paypal_refused"],
  ])("stores nothing if PayPal did not create it: %s", async (kind, code) => {
    const { store, paypal, create } = setUp();
    paypal.createOrder.mockResolvedValue(failed(kind));
    await expect(create(identity)).rejects.toMatchObject({ code, debugId: "debug-failed" });
    expect(store.inserted).toEqual([]);
  });
});

describe("a cluster name that another order of the user has", () => {
  const first = "FIRST" as PayPalOrderId;

  test("is rejected before a call to PayPal, with the field and that order", async () => {
    const { store, paypal, create } = setUp();
    store.holdName(first);
    await expect(create(identity)).rejects.toMatchObject({
      code: "cluster_name_taken",
      orderId: first,
      message: expect.stringContaining("no money was taken"),
      fields: [
        {
          path: "order_details.cluster_name",
          message: "belongs to an order of yours that is paid or being paid",
        },
      ],
    });
    expect(paypal.createOrder).not.toHaveBeenCalled();
    expect(store.inserted).toEqual([]);
  });

  test("does not block a repeated request with the same key", async () => {
    const { store, create } = setUp();
    const withKey = { ...identity, idempotency_key: "k-1" };
    const created = await create(withKey);
    store.holdName(first);
    expect(await create(withKey)).toEqual(created);
    await expect(create({ ...identity, idempotency_key: "k-2" })).rejects.toMatchObject({
      code: "cluster_name_taken",
    });
  });
});

describe("the price that the buyer saw", () => {
  const seen = (value: string, currency_code = "EUR") => ({
    ...identity,
    expected_amount: { currency_code, value },
  });

  test.each(["31.00", "31"])("is accepted if it is ours: %s", async (value) => {
    const { create } = setUp();
    await expect(create(seen(value))).resolves.toMatchObject({ order_id: opened.id });
  });

  test.each(["30.00", "31.01", "-31.00", "0"])(
    "rejects the order with our price before a call to PayPal: %s",
    async (value) => {
      const { store, paypal, create } = setUp();
      await expect(create(seen(value))).rejects.toMatchObject({
        code: "price_changed",
        amount: { currency_code: "EUR", value: "31.00" },
      });
      expect(paypal.createOrder).not.toHaveBeenCalled();
      expect(store.inserted).toEqual([]);
    },
  );

  test("in another currency than the order's is invalid", async () => {
    await expect(setUp().create(seen("31.00", "USD"))).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path: "expected_amount.currency_code" }],
    });
  });

  test("does not block a repeated request with the same key", async () => {
    const { create } = setUp();
    const created = await create({ ...seen("31.00"), idempotency_key: "k-1" });
    expect(await create({ ...seen("30.00"), idempotency_key: "k-1" })).toEqual(created);
  });
});

describe("a user with as many open orders as allowed", () => {
  const until = new Date("2026-03-01T10:30:00Z");

  test("is rejected before a call to PayPal, until the first of them expires", async () => {
    const { store, paypal, create } = setUp();
    store.fillOpenOrders(until);
    await expect(create(identity)).rejects.toMatchObject({
      code: "too_many_open_orders",
      message: expect.stringContaining("no money was taken"),
      retryAfterMs: 30 * 60_000,
    });
    expect(paypal.createOrder).not.toHaveBeenCalled();
  });

  test("gets the same order for a repeated request with its key", async () => {
    const { store, create } = setUp();
    const withKey = { ...identity, idempotency_key: "k-1" };
    const created = await create(withKey);
    store.fillOpenOrders(until);
    expect(await create(withKey)).toEqual(created);
  });
});

test("the locale of the payer is sent to PayPal", async () => {
  const { paypal, create } = setUp();
  await create({ ...identity, locale: "fr" });
  expect(requested(paypal)).toMatchObject({ locale: "fr" });
});

describe("the return URL of the payer", () => {
  const addresses = {
    return_url: "https://console.example.org/done?x=1",
    cancel_url: "https://console.example.org/cancelled",
  };

  test("is sent to PayPal", async () => {
    const { paypal, create } = setUp();
    await create({ ...identity, ...addresses });
    expect(requested(paypal)).toMatchObject({
      returnUrl: addresses.return_url,
      cancelUrl: addresses.cancel_url,
    });
  });

  test("may be any of the allowed origins", async () => {
    const { create } = setUp({ allowedOrigins: new Set(["https://console.example.org"]) });
    await expect(create({ ...identity, ...addresses })).resolves.toMatchObject({
      status: "CREATED",
    });
    await expect(create(identity)).resolves.toMatchObject({ status: "CREATED" });
  });

  test.each([
    ["return_url", "https://elsewhere.example.org/"],
    ["cancel_url", "https://console.example.org.evil.example/"],
    ["return_url", "http://console.example.org/"],
    ["cancel_url", "https://console.example.org:8443/"],
    ["return_url", "https://console.example.org./"],
    ["cancel_url", "https:\\\\evil.example\\@console.example.org"],
    ["return_url", "https://consolé.example.org/"],
  ])("is rejected as %s at another origin: %s", async (path, url) => {
    const { paypal, create } = setUp({ allowedOrigins: new Set(["https://console.example.org"]) });
    await expect(create({ ...identity, ...addresses, [path]: url })).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path, message: "must be at one of the allowed origins" }],
    });
    expect(paypal.createOrder).not.toHaveBeenCalled();
  });
});
