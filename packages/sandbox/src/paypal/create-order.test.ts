import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { orderBody, PayPalCaller } from "../testing/paypal-caller.ts";

let sandbox: Sandbox;
let caller: PayPalCaller;
beforeAll(async () => {
  sandbox = await startSandbox();
  caller = new PayPalCaller(sandbox.paypal);
  await caller.login();
});
afterAll(() => sandbox.close());

const rels = (body: { links: { rel: string }[] }) => body.links.map(({ rel }) => rel);

describe("an accepted order", () => {
  test("is CREATED, with the payer's link named approve, when it has no payment source", async () => {
    const { status, body, headers } = await caller.create({
      application_context: { return_url: "https://shop.example/back" },
    });
    expect(status).toBe(201);
    expect(Object.keys(body).toSorted()).toEqual(["id", "links", "status"]);
    expect(body.id).toMatch(/^[A-Z0-9]{17}$/);
    expect(body.status).toBe("CREATED");
    expect(rels(body)).toEqual(["self", "approve", "update", "capture"]);
    expect(body.links[1].href).toBe(`${sandbox.paypal.url}/checkoutnow?token=${body.id}`);
    expect(headers.get("paypal-debug-id")).toMatch(/^[0-9a-f]{13}$/);
  });

  test("is PAYER_ACTION_REQUIRED, with the payer's link named payer-action, when it has a payment source", async () => {
    const payment_source = { paypal: { experience_context: { user_action: "PAY_NOW" } } };
    const { status, body } = await caller.create({ payment_source });
    expect([status, body.status]).toEqual([201, "PAYER_ACTION_REQUIRED"]);
    expect(rels(body)).toEqual(["self", "payer-action"]);
    expect(body.payment_source).toEqual({ paypal: {} });
  });

  test("is returned in full when a representation is preferred", async () => {
    const { body } = await caller.create({}, { prefer: "return=representation" });
    expect(body).toMatchObject({
      intent: "CAPTURE",
      create_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      purchase_units: [
        {
          reference_id: "default",
          custom_id: "order-1",
          amount: { currency_code: "USD", value: "31.00" },
          payee: sandbox.paypal.payee,
        },
      ],
    });
  });

  test.each([
    ["USD", "31", "31.00"],
    ["JPY", "3100", "3100"],
    ["EUR", "0.5", "0.50"],
  ])("in %s of %s has the value %s", async (currency, sent, kept) => {
    const { body } = await caller.create(orderBody(sent, currency), {
      prefer: "return=representation",
    });
    expect(body.purchase_units[0].amount.value).toBe(kept);
  });

  test("is found by a path with a trailing question mark", async () => {
    const { body } = await caller.post("/v2/checkout/orders?", orderBody());
    expect((await caller.get(`/v2/checkout/orders/${body.id}?`)).status).toBe(200);
  });
});

describe("the PayPal-Request-Id", () => {
  test("returns the same order with 200, in its current state", async () => {
    const headers = { "paypal-request-id": "create-1" };
    const first = await caller.create({}, headers);
    sandbox.paypal.approve(first.body.id);
    const again = await caller.create({}, headers);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toMatchObject({ id: first.body.id, status: "APPROVED" });
  });

  test("is forgotten after six hours", async () => {
    const headers = { "paypal-request-id": "create-2" };
    const first = await caller.create({}, headers);
    sandbox.paypal.captureInBrowser(first.body.id);
    sandbox.paypal.clock.advance(6 * 3_600_000 - 60_000);
    await caller.login();
    expect((await caller.create({}, headers)).body.id).toBe(first.body.id);
    sandbox.paypal.clock.advance(60_000);
    const later = await caller.create({}, headers);
    expect(later.status).toBe(201);
    expect(later.body.id).not.toBe(first.body.id);
  });

  test("has at most 108 characters", async () => {
    const { status, body } = await caller.create({}, { "paypal-request-id": "k".repeat(109) });
    expect(status).toBe(400);
    expect(body.details).toMatchObject([{ issue: "INVALID_STRING_LENGTH", location: "header" }]);
  });
});

test("a body that is not JSON is malformed, and one of another content type unsupported", async () => {
  const malformed = await caller.post("/v2/checkout/orders", '{"intent":');
  expect(malformed.status).toBe(400);
  expect(malformed.body.details[0].issue).toBe("MALFORMED_REQUEST_JSON");
  const form = { "content-type": "text/plain" };
  expect((await caller.create({}, form)).body.name).toBe("UNSUPPORTED_MEDIA_TYPE");
});
