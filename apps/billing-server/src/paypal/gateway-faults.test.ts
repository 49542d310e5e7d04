import type { Fault, PayPalOperation } from "@onekonsole/billing-sandbox";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PayPalFailureKind } from "../domain/paypal-result.ts";
import {
  briefLimits,
  orderToOpen,
  type PayPalUnderTest,
  requestsWithKey,
  startPayPalUnderTest,
} from "../testing/paypal-under-test.ts";

let paypal: PayPalUnderTest;
beforeAll(async () => {
  paypal = await startPayPalUnderTest();
});
afterEach(() => paypal.sandbox.faults.clear());
afterAll(() => paypal[Symbol.asyncDispose]());

type Break = Omit<Fault<PayPalOperation>, "operation">;

const strike = (operation: PayPalOperation, fault: Break) =>
  paypal.sandbox.faults.add({ operation, ...fault });

const forGood = (kind: Fault<PayPalOperation>["kind"]): Break => ({ kind, times: Infinity });

const answered = (body: unknown): Break => forGood({ status: 201, body });

/** The outcome of a create under a fault, its duration, and the number of requests to PayPal. */
async function createUnder(fault: Break, gateway = paypal.gateway) {
  const requested = orderToOpen();
  strike("orders.create", fault);
  const start = performance.now();
  const result = await gateway.createOrder(requested);
  const tookMs = performance.now() - start;
  const tries = requestsWithKey(paypal.sandbox, `${requested.orderId}:create`).length;
  return { requested, result, tookMs, tries };
}

const countOrders = (orderId: string): number =>
  [...paypal.sandbox.orders.values()].filter(
    ({ purchase_units: [unit] }) => unit?.custom_id === orderId,
  ).length;

/** After the fault, the same order is created once, and other orders work. */
async function expectHealed(requested: ReturnType<typeof orderToOpen>) {
  paypal.sandbox.faults.clear();
  expect(await paypal.gateway.createOrder(requested)).toMatchObject({ ok: true });
  expect(countOrders(requested.orderId)).toBe(1);
  expect(await paypal.gateway.createOrder(orderToOpen())).toMatchObject({ ok: true });
}

describe("a create succeeds", () => {
  test.each<[string, Break]>([
    ["one 401", { kind: { status: 401 } }],
    ["one 500", { kind: { status: 500 } }],
    ["a 500 after the order was created", { kind: { status: 500 }, when: "after" }],
    ["two 503", { kind: { status: 503 }, times: 2 }],
    [
      "a 429 that requests a pause of a second",
      { kind: { status: 429, headers: { "retry-after": "1" } } },
    ],
    [
      "a 409 while the first call is in progress",
      { kind: "issue", issue: "PREVIOUS_REQUEST_IN_PROGRESS" },
    ],
    ["a reset before the order was created", { kind: "reset" }],
    ["a reset after the order was created", { kind: "reset", when: "after" }],
    ["malformed JSON", { kind: "malformed_json" }],
    ["malformed JSON after the order was created", { kind: "malformed_json", when: "after" }],
    ["an HTML 502", { kind: "html_502" }],
    ["an HTML 502 after the order was created", { kind: "html_502", when: "after" }],
    ["an empty body", { kind: "empty", when: "after" }],
    ["a hang", { kind: "hang" }],
    ["a hang after the order was created", { kind: "hang", when: "after" }],
    ["a slow body", { kind: "slow_drip", when: "after" }],
    ["a slow response", { kind: "delay", latencyMs: 150 }],
  ])("past %s", async (_, fault) => {
    const { requested, result } = await createUnder(fault);
    expect(result).toMatchObject({ ok: true, value: { customId: requested.orderId } });
    await expectHealed(requested);
  });
});

// A wait without end fails by the test's timeout.
describe("a create that cannot succeed returns a failure", () => {
  const { attempts } = briefLimits.interactive;
  test.each<[string, Break, PayPalFailureKind, RegExp, number]>([
    ["401", forGood({ status: 401 }), "unauthorized", /^AUTHENTICATION_FAILURE$/, 2],
    ["403", forGood({ status: 403 }), "refused", /^NOT_AUTHORIZED$/, 1],
    ["422", { ...forGood("issue"), issue: "AMOUNT_MISMATCH" }, "refused", /^AMOUNT_MISMATCH$/, 1],
    ["500", forGood({ status: 500 }), "unavailable", /^INTERNAL_SERVER_ERROR$/, attempts],
    ["503", forGood({ status: 503 }), "unavailable", /^SERVICE_UNAVAILABLE$/, attempts],
    [
      "an unknown status",
      forGood({ status: 599, body: "" }),
      "unavailable",
      /^HTTP_599$/,
      attempts,
    ],
    ["a redirect", forGood({ status: 302, body: "" }), "unavailable", /^HTTP_302$/, attempts],
    ["resets", forGood("reset"), "unavailable", /^(UND_ERR_SOCKET|ECONNRESET)$/, attempts],
    ["malformed JSON", forGood("malformed_json"), "unavailable", /^MALFORMED_ANSWER$/, attempts],
    ["HTML 502", forGood("html_502"), "unavailable", /^HTTP_502$/, attempts],
    ["empty bodies", forGood("empty"), "unavailable", /^MALFORMED_ANSWER$/, attempts],
    ["hanging", forGood("hang"), "timeout", /^TIMEOUT$/, attempts],
    ["slow bodies", forGood("slow_drip"), "timeout", /^TIMEOUT$/, attempts],
  ])("under %s", async (_, fault, kind, issue, expectedTries) => {
    const { requested, result, tries } = await createUnder(fault);
    const failure = { kind, issue: expect.stringMatching(issue) };
    expect(result).toMatchObject({ ok: false, failure });
    expect(tries).toBe(expectedTries);
    await expectHealed(requested);
  });

  test("at once if PayPal requests a longer pause than an interactive call has", async () => {
    const { requested, result, tookMs, tries } = await createUnder(
      forGood({ status: 429, headers: { "retry-after": "60" } }),
    );
    const failure = { kind: "unavailable", issue: "RATE_LIMIT_REACHED", retryAfterMs: 60_000 };
    expect(result).toMatchObject({ ok: false, failure });
    // It did not wait that minute.
    expect(tookMs).toBeLessThan(60_000);
    expect(tries).toBe(1);
    await expectHealed(requested);
  });

  test("when the connection to PayPal is refused", async () => {
    const closed = await startPayPalUnderTest({ baseUrl: "http://127.0.0.1:1" });
    const result = await closed.gateway.createOrder(orderToOpen());
    await closed[Symbol.asyncDispose]();
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: "unavailable", issue: "ECONNREFUSED" },
    });
  });
});

describe("a response of 201", () => {
  const order = { id: "5O190127TN364715T", status: "CREATED" };
  const unit = (fields: object) => ({ ...order, purchase_units: [fields] });

  test.each<[string, unknown]>([
    ["nothing but id and status", order],
    ["a nested field of each kind missing", unit({})],
    ["null for absent values", { ...order, purchase_units: null, links: null }],
    ["null inside", unit({ amount: null, payee: null, payments: { captures: null } })],
    ["unknown fields", { ...unit({ brand_new: [1], payee: { brand_new: {} } }), brand_new: 1 }],
    ["unknown links", { ...order, links: [{ rel: "brand-new", href: "x", method: "PUT" }] }],
    [
      "a capture without an amount",
      unit({ payments: { captures: [{ id: "1", status: "DECLINED" }] } }),
    ],
    ["no status", { id: order.id }],
    ["an undocumented status", { ...order, status: "DREAMING" }],
    ["a malformed purchase unit", { ...order, purchase_units: ["x"] }],
    ["an amount as a number", unit({ amount: { currency_code: "USD", value: 31 } })],
    ["an amount without a currency", unit({ amount: { value: "31.00" } })],
    ["a link without a URL", { ...order, links: [{ rel: "approve" }] }],
  ])("with %s is accepted", async (_, body) => {
    const { result } = await createUnder(answered(body));
    expect(result).toMatchObject({ ok: true, value: { id: order.id } });
  });

  test.each<[string, unknown]>([
    ["null", "null"],
    ["a list", "[]"],
    ["a string", '"CREATED"'],
    ["a number", "42"],
    ["an empty object", {}],
    ["no id", { status: "CREATED" }],
    ["an id with a slash", { ...order, id: "../x" }],
  ])("with %s leaves the outcome unknown", async (_, body) => {
    const { requested, result } = await createUnder(answered(body), paypal.singleTryGateway);
    const failure = { kind: "unreadable", issue: "MALFORMED_ANSWER" };
    expect(result).toMatchObject({ ok: false, failure });
    await expectHealed(requested);
  });
});

describe("background calls", () => {
  test.each<[string, Break, PayPalFailureKind]>([
    ["a hang", { kind: "hang" }, "timeout"],
    ["a slow body", { kind: "slow_drip" }, "timeout"],
    ["a reset", { kind: "reset" }, "unavailable"],
    ["an HTML 502", { kind: "html_502" }, "unavailable"],
  ])("are sent once after %s", async (_, fault, kind) => {
    const opened = await paypal.gateway.createOrder(orderToOpen());
    if (!opened.ok) throw new Error(opened.failure.issue);
    strike("orders.get", fault);
    const seen = await paypal.gateway.getOrder(opened.value.id, "background");
    expect(seen).toMatchObject({ ok: false, failure: { kind } });
  });

  test("a capture whose response was lost is found by its key", async () => {
    const requested = orderToOpen();
    const opened = await paypal.gateway.createOrder(requested);
    if (!opened.ok) throw new Error(opened.failure.issue);
    const { id: paypalOrderId } = opened.value;
    paypal.sandbox.approve(paypalOrderId);
    strike("orders.capture", { kind: "reset", when: "after" });
    const capture = { paypalOrderId, idempotencyKey: `${requested.orderId}:capture:1` };
    expect(await paypal.gateway.captureOrder(capture)).toMatchObject({ ok: false });
    expect(await paypal.gateway.captureOrder(capture)).toMatchObject({
      ok: true,
      value: { capture: { status: "COMPLETED" } },
    });
    expect(paypal.sandbox.captureCount(paypalOrderId)).toBe(1);
  });
});
