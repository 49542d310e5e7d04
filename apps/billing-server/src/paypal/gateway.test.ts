import { type PriceLine, priceLines } from "@onekonsole/billing-contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PayPalOrderId } from "../domain/order.ts";
import { closedBreaker } from "../testing/closed-breaker.ts";
import { answerJson, startFaultyServer } from "../testing/faulty-server.ts";
import {
  briefLimits,
  orderToOpen,
  type PayPalUnderTest,
  requestsWithKey,
  startPayPalUnderTest,
} from "../testing/paypal-under-test.ts";
import { BillingPayPalClient } from "./client.ts";
import { createPayPalGateway } from "./gateway.ts";
import { createTransport } from "./transport.ts";

let paypal: PayPalUnderTest;
beforeAll(async () => {
  paypal = await startPayPalUnderTest();
});
afterAll(() => paypal[Symbol.asyncDispose]());

const open = async (changes: Parameters<typeof orderToOpen>[0] = {}) => {
  const requested = orderToOpen(changes);
  const opened = await paypal.gateway.createOrder(requested);
  if (!opened.ok) throw new Error(`PayPal did not open the order: ${opened.failure.issue}`);
  return { requested, opened };
};

const addLine = (sum: bigint, { minorUnits }: PriceLine): bigint => sum + minorUnits;

describe("createOrder", () => {
  test("creates an order of one purchase unit with our id", async () => {
    const { requested, opened } = await open({ amount: 123_456n, currency: "EUR" });
    const { id } = opened.value;
    expect(opened.value).toEqual({
      id,
      status: "CREATED",
      updateTime: null,
      approveUrl: `${paypal.sandbox.url}/checkoutnow?token=${id}`,
      customId: requested.orderId,
      currency: "EUR",
      amount: 123_456n,
      payeeEmail: paypal.sandbox.payee.email_address,
      payeeMerchantId: paypal.sandbox.payee.merchant_id,
      capture: null,
      hasUnreadableCapture: false,
      refunds: [],
    });
    const [request] = requestsWithKey(paypal.sandbox, `${requested.orderId}:create`);
    expect(request).toMatchObject({
      method: "POST",
      path: "/v2/checkout/orders",
      body: {
        intent: "CAPTURE",
        purchase_units: [
          {
            custom_id: requested.orderId,
            amount: { currency_code: "EUR", value: "1234.56" },
            description: "Managed Kubernetes cluster my-cluster",
          },
        ],
        application_context: { user_action: "PAY_NOW", shipping_preference: "NO_SHIPPING" },
      },
    });
  });

  test.each([
    ["USD", 3_100n, "31.00"],
    ["EUR", 5n, "0.05"],
    ["JPY", 3_100n, "3100"],
    ["HUF", 31n, "31"],
    ["TWD", 1n, "1"],
    ["USD", 99_999_999_999_999_999n, "999999999999999.99"],
  ])("requests an amount in %s in PayPal's format", async (currency, amount, value) => {
    const { requested, opened } = await open({ currency, amount });
    const [request] = requestsWithKey(paypal.sandbox, `${requested.orderId}:create`);
    const units = [{ amount: { currency_code: currency, value } }];
    expect(request?.body).toMatchObject({ purchase_units: units });
    expect(opened.value).toMatchObject({ currency, amount });
  });

  test.each(["EUR", "JPY", "HUF"])(
    "sends the lines in %s as items that add up to the amount, and our id as invoice",
    async (currency) => {
      const prices = {
        basic: 20,
        img_storage_price_unit: 1,
        monitoring_option: 5,
        monitoring_storage_price_unit: 3,
        alerting_option: 0,
      };
      // Neither monitoring storage, of which there is none, nor alerting, which is free, is an item.
      const details = { images_storage: 11, has_monitoring: true, has_alerting: true };
      const lines = priceLines(details, prices, currency);
      const { requested } = await open({ currency, amount: lines.reduce(addLine, 0n), lines });
      const [request] = requestsWithKey(paypal.sandbox, `${requested.orderId}:create`);
      const money = (whole: string) => ({
        currency_code: currency,
        value: currency === "EUR" ? `${whole}.00` : whole,
      });
      const item = (name: string, quantity: string, price: string) => ({
        name,
        quantity,
        unit_amount: money(price),
        category: "DIGITAL_GOODS",
      });
      expect(request?.body).toMatchObject({
        purchase_units: [
          {
            invoice_id: requested.orderId,
            amount: { ...money("36"), breakdown: { item_total: money("36") } },
            items: [
              item("Managed control plane", "1", "20"),
              item("Image storage", "11", "1"),
              item("Monitoring", "1", "5"),
            ],
          },
        ],
      });
    },
  );

  test.each([
    ["EUR", "10.00", "2.00", "12.00", 1_200n, 200n],
    ["JPY", "1000", "200", "1200", 1_200n, 200n],
  ])(
    "sends VAT in %s that the lines exclude as tax",
    async (currency, net, tax, total, amount, addedVat) => {
      const unitMinorUnits = amount - addedVat;
      const line = { item: "basic", quantity: 1 } as const;
      const lines = [{ ...line, unitMinorUnits, minorUnits: unitMinorUnits }];
      const { requested, opened } = await open({ currency, amount, addedVat, lines });
      const [request] = requestsWithKey(paypal.sandbox, `${requested.orderId}:create`);
      const money = (value: string) => ({ currency_code: currency, value });
      const breakdown = { item_total: money(net), tax_total: money(tax) };
      expect(request?.body).toMatchObject({
        purchase_units: [{ amount: { ...money(total), breakdown } }],
      });
      expect(opened.value).toMatchObject({ currency, amount });
    },
  );

  test("sends the return URLs and the locale to PayPal, and names the items in its language", async () => {
    const returnUrl = "https://console.example.org/paid?from=paypal";
    const cancelUrl = "https://console.example.org/left";
    const asked = { returnUrl, cancelUrl, locale: "fr-FR" };
    const { opened: told, requested: french } = await open(asked);
    expect(paypal.sandbox.orders.get(told.value.id)).toMatchObject(asked);
    const [inFrench] = requestsWithKey(paypal.sandbox, `${french.orderId}:create`);
    expect(JSON.stringify(inFrench?.body)).toContain("Plan de contrôle managé");
    const { opened: untold, requested } = await open();
    expect(paypal.sandbox.orders.get(untold.value.id)?.returnUrl).toBeUndefined();
    const [request] = requestsWithKey(paypal.sandbox, `${requested.orderId}:create`);
    expect(JSON.stringify(request?.body)).not.toMatch(/_url|locale/);
  });

  test("returns the same order for the same id, also for PayPal's 200", async () => {
    const { requested, opened } = await open();
    const again = await paypal.gateway.createOrder(requested);
    expect(again).toMatchObject({ ok: true, value: { id: opened.value.id } });
    expect(requestsWithKey(paypal.sandbox, `${requested.orderId}:create`)).toHaveLength(2);
  });

  test("returns PayPal's debug id", async () => {
    const { opened } = await open();
    expect(opened.debugId).toMatch(/^[0-9a-f]{8,}$/);
  });

  test.each([
    ["amount", { amount: { currency_code: "USD", value: "30.00" } }],
    ["currency", { amount: { currency_code: "EUR", value: "31.00" } }],
    ["custom_id", { custom_id: "00000000-0000-4000-8000-000000000000" }],
  ])("rejects an order whose %s differs from the request", async (_, unit) => {
    const body = { id: "5O190127TN364715T", status: "CREATED", purchase_units: [unit] };
    paypal.sandbox.faults.add({ operation: "orders.create", kind: { status: 200, body } });
    const opened = await paypal.gateway.createOrder(orderToOpen());
    expect(opened).toMatchObject({
      ok: false,
      failure: { kind: "refused", issue: "ORDER_DIFFERS" },
    });
  });
});

describe("getOrigin", () => {
  test("recognizes our own orders, even if others copy the id", async () => {
    const { requested, opened } = await open();
    const { id } = opened.value;
    const seen = await paypal.gateway.getOrigin(id, requested.orderId);
    expect(seen).toMatchObject({ ok: true, value: { isSealed: true } });
    expect(seen.ok && seen.value.createdAt?.getTime()).toBeLessThanOrEqual(Date.now());
    const { orderId: another } = orderToOpen();
    expect(await paypal.gateway.getOrigin(id, another)).toMatchObject({
      value: { isSealed: false },
    });
  });

  test.each([
    ["no purchase unit", { purchase_units: [] }],
    ["no reference", { purchase_units: [{}] }],
    ["another order", { id: "ANOTHER1", purchase_units: [{ reference_id: "default" }] }],
  ])("treats a response with %s as unreadable", async (_, shown) => {
    const { requested, opened } = await open();
    const { id } = opened.value;
    const body = { id, status: "COMPLETED", ...shown };
    paypal.sandbox.faults.add({ operation: "orders.get", kind: { status: 200, body } });
    expect(await paypal.gateway.getOrigin(id, requested.orderId)).toMatchObject({
      ok: false,
      failure: { kind: "unreadable" },
    });
  });
});

describe("getOrder", () => {
  test("shows the payer's approval", async () => {
    const { opened } = await open();
    const { id } = opened.value;
    const before = await paypal.gateway.getOrder(id, "interactive");
    expect(before).toMatchObject({ ok: true, value: { id, status: "CREATED" } });
    paypal.sandbox.approve(id);
    const after = await paypal.gateway.getOrder(id, "background");
    expect(after).toMatchObject({ ok: true, value: { id, status: "APPROVED", capture: null } });
  });

  test("shows the capture that the browser made", async () => {
    const { requested, opened } = await open({ currency: "JPY", amount: 3_100n });
    paypal.sandbox.captureInBrowser(opened.value.id);
    const seen = await paypal.gateway.getOrder(opened.value.id, "interactive");
    expect(seen).toMatchObject({
      ok: true,
      value: {
        status: "COMPLETED",
        capture: {
          status: "COMPLETED",
          currency: "JPY",
          amount: 3_100n,
          customId: requested.orderId,
        },
      },
    });
  });

  test.each([
    ["are requested separately", 200, { status: "COMPLETED", amount: 3_100n }],
    ["keep the rest if the second request fails", 503, null],
  ])("of a completed order whose payments are omitted %s", async (_, status, capture) => {
    const unit = { amount: { currency_code: "USD", value: "31.00" } };
    const order = { id: "O1", status: "COMPLETED", purchase_units: [unit] };
    const payments = { captures: [{ id: "C1", status: "COMPLETED", ...unit }] };
    await using odd = await startFaultyServer(({ url = "" }, response) => {
      if (url.endsWith("/token"))
        return answerJson(response, 200, { access_token: "t", token_type: "B", expires_in: 9 });
      if (!url.endsWith("?fields=purchase_units.payments")) return answerJson(response, 200, order);
      return answerJson(response, status, { ...order, purchase_units: [{ payments }] });
    });
    const client = new BillingPayPalClient(
      { ...paypal.account, baseUrl: odd.url },
      createTransport,
    );
    const gateway = createPayPalGateway({ client, breaker: closedBreaker, limits: briefLimits });
    const seen = await gateway.getOrder("O1" as PayPalOrderId, "background");
    expect(seen).toMatchObject({ ok: true, value: { amount: 3_100n, capture } });
    await client.close();
  });

  test("treats an unknown and an expired order as gone", async () => {
    const { opened } = await open();
    paypal.sandbox.expire(opened.value.id);
    for (const id of [opened.value.id, "NEVERHEARDOF1" as PayPalOrderId]) {
      const seen = await paypal.gateway.getOrder(id, "interactive");
      expect(seen).toMatchObject({ ok: false, failure: { kind: "gone" } });
    }
  });

  test("escapes an id that would change the path", async () => {
    const seen = await paypal.gateway.getOrder("../../x?y#z" as PayPalOrderId, "interactive");
    expect(seen.ok).toBe(false);
    expect(paypal.sandbox.requests.at(-1)).toMatchObject({
      path: "/v2/checkout/orders/..%2F..%2Fx%3Fy%23z",
    });
  });
});

describe("captureOrder", () => {
  test("captures once, however often the same key is sent", async () => {
    const { requested, opened } = await open();
    const { id: paypalOrderId } = opened.value;
    paypal.sandbox.approve(paypalOrderId);
    const idempotencyKey = `${requested.orderId}:capture:1`;
    const captures = [];
    for (let call = 0; call < 3; call += 1)
      captures.push(await paypal.gateway.captureOrder({ paypalOrderId, idempotencyKey }));
    const value = {
      status: "COMPLETED",
      amount: 3_100n,
      capture: {
        status: "COMPLETED",
        amount: 3_100n,
        currency: "USD",
        customId: requested.orderId,
      },
    };
    for (const capture of captures) expect(capture).toMatchObject({ ok: true, value });
    expect(paypal.sandbox.captureCount(paypalOrderId)).toBe(1);
    expect(requestsWithKey(paypal.sandbox, idempotencyKey)).toHaveLength(3);
  });

  test.each([
    ["already done", "another key", {}, "already_done", "ORDER_ALREADY_CAPTURED"],
    [
      "the payer's approval is missing",
      "a declined instrument",
      { capture: "DECLINED" },
      "payer_can_retry",
      "INSTRUMENT_DECLINED",
    ],
  ] as const)("returns %s for %s", async (_, __, end, kind, issue) => {
    const { requested, opened } = await open();
    const { id: paypalOrderId } = opened.value;
    paypal.sandbox.approve(paypalOrderId, end);
    if (kind === "already_done") paypal.sandbox.capture(paypal.sandbox.approve(paypalOrderId));
    const idempotencyKey = `${requested.orderId}:capture:2`;
    const captured = await paypal.gateway.captureOrder({ paypalOrderId, idempotencyKey });
    expect(captured).toMatchObject({ ok: false, failure: { kind, issue } });
  });

  test("reports a capture that PayPal holds", async () => {
    const { requested, opened } = await open();
    const { id: paypalOrderId } = opened.value;
    paypal.sandbox.approve(paypalOrderId, { capture: "PENDING" });
    const idempotencyKey = `${requested.orderId}:capture:1`;
    const captured = await paypal.gateway.captureOrder({ paypalOrderId, idempotencyKey });
    expect(captured).toMatchObject({ ok: true, value: { capture: { status: "PENDING" } } });
  });

  test("sends one request, and leaves retries to the job", async () => {
    const { requested, opened } = await open();
    paypal.sandbox.approve(opened.value.id);
    paypal.sandbox.faults.add({ operation: "orders.capture", kind: { status: 503 }, times: 2 });
    const idempotencyKey = `${requested.orderId}:capture:1`;
    const capture = { paypalOrderId: opened.value.id, idempotencyKey };
    expect(await paypal.gateway.captureOrder(capture)).toMatchObject({
      ok: false,
      failure: { kind: "unavailable", issue: "SERVICE_UNAVAILABLE" },
    });
    paypal.sandbox.faults.clear();
    expect(requestsWithKey(paypal.sandbox, idempotencyKey)).toHaveLength(1);
  });
});
