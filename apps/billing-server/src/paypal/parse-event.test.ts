import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  orderToOpen,
  type PayPalUnderTest,
  startPayPalUnderTest,
} from "../testing/paypal-under-test.ts";
import { sharedPayPalFacts } from "../testing/shared-facts.ts";
import { subscribe } from "../testing/signed-event.ts";
import { parseEvent } from "./parse-event.ts";

const parse = (event_type: string, resource?: unknown) =>
  parseEvent(JSON.stringify({ id: "WH-1", event_type, resource }));

const above = (path: string) => [{ rel: "up", href: `https://api.paypal.com/v2/${path}` }];

describe("parseEvent reads from a dispute", () => {
  const transactions = (...ids: unknown[]) => ({
    dispute_id: "D1",
    disputed_transactions: ids.map((seller_transaction_id) => ({ seller_transaction_id })),
  });

  test.each<[string, object, readonly string[]]>([
    ["each payment", transactions("C1", "C2"), ["C1", "C2"]],
    ["the readable ones", transactions("C1", 7, null, "C2"), ["C1", "C2"]],
    ["none in an invalid list", { dispute_id: "D1", disputed_transactions: "C1" }, []],
    [
      "the single one outside a list",
      { dispute_id: "D1", disputed_transactions: { seller_transaction_id: "C1" } },
      ["C1"],
    ],
    ["each payment next to malformed fields", { ...transactions("C1"), id: 7 }, ["C1"]],
    ["each payment next to malformed links", { ...transactions("C1"), links: "D1" }, ["C1"]],
    [
      "each payment next to malformed data",
      { ...transactions("C1"), supplementary_data: ["O1"] },
      ["C1"],
    ],
    ["none if none is named", { dispute_id: "D1" }, []],
  ])("%s", (_, resource, disputedCaptureIds) => {
    expect(parse("CUSTOMER.DISPUTE.CREATED", resource)).toMatchObject({
      subjectId: "D1",
      disputedCaptureIds,
      captureId: disputedCaptureIds[0] ?? null,
    });
  });

  test.each([
    ["its own time", { update_time: "2026-03-01T10:00:00Z" }, "2026-03-01T10:00:00.000Z"],
    ["its event's time if it has none", {}, "2026-03-01T11:00:00.000Z"],
    [
      "its event's time if its own is malformed",
      { update_time: "soon" },
      "2026-03-01T11:00:00.000Z",
    ],
  ])("%s", (_, resource, time) => {
    const sent = { id: "WH-1", event_type: "CUSTOMER.DISPUTE.UPDATED", resource };
    const event = parseEvent(JSON.stringify({ ...sent, create_time: "2026-03-01T11:00:00Z" }));
    expect(event?.updatedAt?.toISOString()).toBe(time);
    expect(event?.eventCreatedAt?.toISOString()).toBe("2026-03-01T11:00:00.000Z");
  });

  test("the payments, although its id has another form", () => {
    expect(
      parse("CUSTOMER.DISPUTE.CREATED", { ...transactions("C1"), dispute_id: { id: "D1" } }),
    ).toMatchObject({ topic: "dispute_opened", captureId: "C1", subjectId: null });
  });
});

describe("parseEvent reads the subject of an event", () => {
  test.each([
    ["CHECKOUT.ORDER.APPROVED", { id: "O1" }, { topic: "order", paypalOrderId: "O1" }],
    ["CHECKOUT.ORDER.COMPLETED", { id: "O1" }, { topic: "order", paypalOrderId: "O1" }],
    [
      "CHECKOUT.ORDER.COMPLETED",
      { id: "O1", links: "none" },
      { topic: "order", paypalOrderId: "O1" },
    ],
    [
      "PAYMENT.CAPTURE.DENIED",
      { id: "C1", links: [7, ...above("checkout/orders/O1")] },
      { topic: "order", paypalOrderId: "O1", captureId: "C1" },
    ],
    [
      "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
      { id: "A1", order_id: "O1" },
      { topic: "order", paypalOrderId: "O1" },
    ],
    [
      "PAYMENT.CAPTURE.COMPLETED",
      { id: "C1", supplementary_data: { related_ids: { order_id: "O1" } } },
      { topic: "order", paypalOrderId: "O1", captureId: "C1" },
    ],
    [
      "PAYMENT.CAPTURE.DENIED",
      { id: "C1", links: above("checkout/orders/O1?x=1") },
      { topic: "order", paypalOrderId: "O1", captureId: "C1" },
    ],
    [
      "PAYMENT.CAPTURE.REFUNDED",
      { id: "R1", links: above("payments/captures/C1") },
      { topic: "refund", captureId: "C1", subjectId: "R1", paypalOrderId: null },
    ],
    [
      "PAYMENT.REFUND.FAILED",
      { id: "R1", links: above("payments/captures/C1/") },
      { topic: "refund", captureId: "C1", subjectId: "R1" },
    ],
    [
      "PAYMENT.CAPTURE.REVERSED",
      { id: "R1", links: above("payments/captures/C1") },
      { topic: "reversal", captureId: "C1", subjectId: "R1" },
    ],
    [
      "CUSTOMER.DISPUTE.CREATED",
      { dispute_id: "D1", disputed_transactions: [{ seller_transaction_id: "C1" }] },
      { topic: "dispute_opened", captureId: "C1", subjectId: "D1" },
    ],
    [
      "CUSTOMER.DISPUTE.RESOLVED",
      { dispute_id: "D1", disputed_transactions: [{ seller_transaction_id: "C1" }] },
      { topic: "dispute_closed", captureId: "C1", subjectId: "D1" },
    ],
    [
      "CUSTOMER.DISPUTE.UPDATED",
      { dispute_id: "D1", status: "WAITING_FOR_SELLER_RESPONSE" },
      { topic: "dispute_opened", subjectId: "D1" },
    ],
    [
      "CUSTOMER.DISPUTE.UPDATED",
      { dispute_id: "D1", status: "RESOLVED" },
      { topic: "dispute_closed", subjectId: "D1" },
    ],
    [
      "CUSTOMER.DISPUTE.UPDATED",
      { dispute_id: "D1", status: "A_NEW_STATUS" },
      { topic: "dispute_opened", subjectId: "D1" },
    ],
    ["BILLING.PLAN.CREATED", { id: "P1" }, { topic: "other" }],
    ["CHECKOUT.ORDER.APPROVED", null, { topic: "order", paypalOrderId: null, captureId: null }],
    ["CUSTOMER.DISPUTE.CREATED", {}, { topic: "dispute_opened", captureId: null, subjectId: null }],
  ])("%s of %j", (type, resource, expected) => {
    expect(parse(type, resource)).toMatchObject({ id: "WH-1", type, ...expected });
  });

  test.each([
    ["a number for an id", { id: 7 }],
    ["a list", ["O1"]],
    ["an id with a NUL, which PostgreSQL cannot store", { id: "O\u0000" }],
    ["an id that is too long", { id: "O".repeat(10_000) }],
  ])("and accepts one with an invalid resource: %s", (_, resource) => {
    expect(parse("CHECKOUT.ORDER.APPROVED", resource)).toEqual({
      id: "WH-1",
      type: "CHECKOUT.ORDER.APPROVED",
      topic: "order",
      paypalOrderId: null,
      captureId: null,
      subjectId: null,
      orderUpdateTime: null,
      payment: null,
    });
  });

  const ours = "2c164495-89f5-4a4e-a458-06c7bd4110cd";
  test.each([
    ["PAYMENT.CAPTURE.COMPLETED", ours, true],
    ["PAYMENT.CAPTURE.COMPLETED", "shop 7, invoice 12", false],
    ["PAYMENT.CAPTURE.COMPLETED", undefined, false],
    ["PAYMENT.CAPTURE.DECLINED", ours, false],
    ["CHECKOUT.ORDER.COMPLETED", ours, false],
  ])("%s with %j as its custom_id: has one of our order ids: %s", (type, custom_id, isLike) => {
    const amount = { currency_code: "EUR", value: "0.01" };
    const event = parse(type, { id: "C1", custom_id, amount });
    expect(event?.payment).toEqual(isLike ? { orderId: ours, amount } : null);
  });

  test("and accepts a payment whose amount cannot be read", () => {
    const event = parse("PAYMENT.CAPTURE.COMPLETED", { id: "C1", custom_id: ours, amount: 1 });
    expect(event?.payment).toEqual({ orderId: ours, amount: null });
  });
});

describe("parseEvent reads no event from", () => {
  test.each([
    "",
    "{",
    "null",
    "[]",
    '"WH-1"',
    "{}",
    '{"id":"WH-1"}',
    '{"event_type":"X"}',
    '{"id":7,"event_type":"X"}',
    '{"id":"","event_type":"X"}',
    '{"id":"WH-1","event_type":""}',
    '{"id":"WH-1\\u0000","event_type":"X"}',
    '{"id":"WH-1","event_type":"X\\nY"}',
    JSON.stringify({ id: "x".repeat(201), event_type: "X" }),
    '{"__proto__":{"id":"WH-1","event_type":"X"}}',
  ])("%j", (body) => {
    expect(parseEvent(body)).toBeNull();
  });
});

interface Example {
  readonly request?: { readonly body?: { readonly event_type?: string } };
}

const folder = sharedPayPalFacts("examples");
const examples = (folder ? readdirSync(folder) : [])
  .filter((file) => file.startsWith("webhook."))
  .map((file) => JSON.parse(readFileSync(join(folder ?? "", file), "utf8")) as Example)
  .map(({ request }) => request?.body)
  .filter((body) => body !== undefined);

describe.skipIf(folder === null)("PayPal's own examples", () => {
  test("exist", () => {
    expect(examples.length).toBeGreaterThan(8);
  });

  test.each(examples.map((body) => [body.event_type, body]))(
    "%s names its order or capture",
    (_, body) => {
      const event = parseEvent(JSON.stringify(body));
      expect(["order", "refund", "reversal"]).toContain(event?.topic);
      expect(event?.paypalOrderId ?? event?.captureId).toMatch(/^[0-9A-Z]{10,}$/);
      expect(event?.subjectId ?? event?.paypalOrderId).toMatch(/^[0-9A-Z]{10,}$/);
    },
  );
});

describe("the simulator's events", () => {
  let paypal: PayPalUnderTest;
  beforeAll(async () => {
    paypal = await startPayPalUnderTest();
    subscribe(paypal);
  });
  afterAll(() => paypal[Symbol.asyncDispose]());

  test("of one order's whole life all name that order", async () => {
    const opened = await paypal.gateway.createOrder(orderToOpen());
    if (!opened.ok) throw new Error(opened.failure.issue);
    const { id } = opened.value;
    paypal.sandbox.captureInBrowser(id);
    const seen = await paypal.gateway.getOrder(id, "background");
    const captureId = seen.ok ? seen.value.capture?.id : "";
    paypal.sandbox.refundInDashboard(id, "1.00");
    const dispute = paypal.sandbox.openDispute(id);
    paypal.sandbox.resolveDispute(dispute.dispute_id, "RESOLVED_BUYER_FAVOUR");
    const events = paypal.sandbox.webhooks.events().map(({ body }) => parseEvent(body));
    const topics = new Set(events.map((event) => event?.topic));
    expect(topics).toEqual(
      new Set(["order", "refund", "dispute_opened", "reversal", "dispute_closed"]),
    );
    for (const event of events)
      expect([id, captureId]).toContain(event?.paypalOrderId ?? event?.captureId);
  });
});
