import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { orderBody, PayPalCaller } from "../testing/paypal-caller.ts";
import {
  areSchemasPublished,
  readSchemas,
  type SchemaCheck,
} from "../testing/published-schemas.ts";
import { WebhookReceiver } from "../testing/webhook-receiver.ts";

describe.skipIf(!areSchemasPublished)("against the published schemas", () => {
  let contract: SchemaCheck;
  let specification: SchemaCheck;
  let sandbox: Sandbox;
  let caller: PayPalCaller;
  beforeAll(async () => {
    ({ contract, specification } = readSchemas());
    sandbox = await startSandbox();
    caller = new PayPalCaller(sandbox.paypal);
    await caller.login();
  });
  afterAll(() => sandbox.close());

  const contexts = [
    { application_context: { return_url: "https://shop.example/" } },
    { payment_source: { paypal: { experience_context: {} } } },
  ];

  test("a token is valid", async () => {
    expect(contract("token", (await caller.login()).body)).toBeUndefined();
  });

  test.each(["return=minimal", "return=representation"])("orders are valid, %s", async (prefer) => {
    for (const context of contexts) {
      const { body } = await caller.create(context, { prefer });
      expect(contract("orderCreated", body)).toBeUndefined();
      expect(contract("order", (await caller.order(body.id)).body)).toBeUndefined();
    }
  });

  test.each(["COMPLETED", "PENDING", "DECLINED"] as const)(
    "an order and its capture are valid in every state up to %s",
    async (capture) => {
      for (const [value, currency] of [["31", "EUR"] as const, ["3100", "HUF"] as const]) {
        const { id } = (await caller.create(orderBody(value, currency))).body;
        sandbox.paypal.approve(id, { capture });
        expect(contract("order", (await caller.order(id)).body)).toBeUndefined();
        // The API rejects a declined instrument; only a capture in the browser stores one.
        const byApi = capture === "DECLINED" ? undefined : (await caller.capture(id)).body;
        if (!byApi) sandbox.paypal.captureInBrowser(id, { capture });
        expect(byApi && contract("captureResult", byApi)).toBeUndefined();
        const order = (await caller.order(id)).body;
        expect(contract("order", order)).toBeUndefined();
        const captureId = order.purchase_units[0].payments.captures[0].id;
        const captured = await caller.get(`/v2/payments/captures/${captureId}`);
        expect(contract("capture", captured.body)).toBeUndefined();
      }
    },
  );

  test("every state of an order is valid by the specification, too", async () => {
    const prefer = { prefer: "return=representation" };
    for (const context of contexts) {
      const created = (await caller.create(context, prefer)).body;
      sandbox.paypal.approve(created.id);
      const approved = (await caller.order(created.id)).body;
      const captured = (await caller.capture(created.id)).body;
      const [capture] = captured.purchase_units[0].payments.captures;
      const capturedAlone = (await caller.get(`/v2/payments/captures/${capture.id}`)).body;
      const faults = [
        specification("orders_op_orders_create_201", created),
        specification("orders_op_orders_get_200", approved),
        specification("orders_op_orders_capture_201", captured),
        specification("payments_op_captures_get_200", capturedAlone),
      ];
      expect(faults).toEqual([undefined, undefined, undefined, undefined]);
    }
  });

  test("the replay of a capture is valid", async () => {
    const { id } = (await caller.create()).body;
    sandbox.paypal.approve(id);
    const key = { "paypal-request-id": "schema-1" };
    await caller.capture(id, key);
    const replay = await caller.capture(id, key);
    expect([replay.status, contract("captureResult", replay.body)]).toEqual([200, undefined]);
  });

  test("refunds are valid, and so are their order and capture", async () => {
    for (const [value, part, currency] of [
      ["31.00", "1.50", "USD"],
      ["3100", "100", "JPY"],
    ] as const) {
      const { id } = (await caller.create(orderBody(value, currency))).body;
      sandbox.paypal.captureInBrowser(id);
      const [unit] = (await caller.order(id)).body.purchase_units;
      const path = `/v2/payments/captures/${unit.payments.captures[0].id}`;
      const amount = { currency_code: currency, value: part };
      const prefer = { prefer: "return=representation" };
      const minimal = (await caller.post(`${path}/refund`, { amount })).body;
      const whole = (await caller.post(`${path}/refund`, { amount }, prefer)).body;
      sandbox.paypal.refundsStartPending = true;
      const pending = (await caller.post(`${path}/refund`, {}, prefer)).body;
      sandbox.paypal.refundsStartPending = false;
      const found = (await caller.get(`/v2/payments/refunds/${whole.id}`)).body;
      const faults = [
        ...[minimal, whole, pending, found].map((refund) => contract("refund", refund)),
        ...[minimal, whole, pending].map((refund) =>
          specification("payments_op_captures_refund_201", refund),
        ),
        specification("payments_op_refunds_get_200", found),
        specification("orders_op_orders_get_200", (await caller.order(id)).body),
        contract("order", (await caller.order(id)).body),
        contract("capture", (await caller.get(path)).body),
      ];
      expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
    }
  });

  const resourceSchemas: Record<string, string> = {
    "checkout-order": "order",
    capture: "capture",
    refund: "refund",
  };

  test("every webhook delivery is valid, and so are their list and their verification", async () => {
    const { paypal } = sandbox;
    await using receiver = await new WebhookReceiver().listen();
    paypal.webhooks.subscribe({ url: receiver.url });
    const newId = async (): Promise<string> => (await caller.create()).body.id;
    const ends = ["COMPLETED", "PENDING", "DECLINED", "FAILED"] as const;
    for (const capture of ends) paypal.captureInBrowser(await newId(), { capture });
    const [refunded, lost] = [await newId(), await newId()];
    paypal.captureInBrowser(refunded);
    paypal.refundsStartPending = true;
    paypal.settleRefund(paypal.refundInDashboard(refunded, "1.00").id, "FAILED");
    paypal.refundsStartPending = false;
    paypal.refundInDashboard(refunded, "1.00");
    paypal.reverse(refunded);
    paypal.captureInBrowser(lost);
    const { dispute_id } = paypal.openDispute(lost);
    paypal.updateDispute(dispute_id, "UNDER_REVIEW");
    paypal.resolveDispute(dispute_id, "RESOLVED_BUYER_FAVOUR");
    const late = await newId();
    paypal.approve(late);
    paypal.expire(late);
    await paypal.webhooks.idle();
    expect(new Set(receiver.types).size).toBe(14);
    for (const { event } of receiver.received) {
      expect(contract("webhookDelivery", event)).toBeUndefined();
      expect(specification("webhooks_event", event)).toBeUndefined();
      const name = resourceSchemas[event.resource_type];
      expect(name && contract(name, event.resource)).toBeUndefined();
    }
    const path = "/v1/notifications/webhooks-events";
    const list = (await caller.get(path)).body;
    expect(specification("webhooks_op_webhooks_events_list_200", list)).toBeUndefined();
    const verified = await caller.post("/v1/notifications/verify-webhook-signature", {});
    const refusal = "webhooks_op_verify_webhook_signature_post_default";
    expect(specification(refusal, verified.body)).toBeUndefined();
  });

  test("errors are valid", async () => {
    const { id } = (await caller.create()).body;
    sandbox.paypal.faults.add({ operation: "orders.get", kind: { status: 503 } });
    const errors = [
      await caller.order(id),
      await caller.order("NOSUCHORDER"),
      await caller.capture(id),
      await caller.create({ intent: "SALE" }),
      await caller.create(orderBody("0.00")),
      await caller.get("/nowhere"),
    ];
    expect(errors.map(({ status }) => status)).toEqual([503, 404, 422, 400, 422, 404]);
    for (const { body } of errors) expect(contract("apiError", body)).toBeUndefined();
  });

  test("an issue on demand has the published form for its status", async () => {
    const issues = ["INVALID_PARAMETER_VALUE", "INVALID_ACCOUNT_STATUS", "CONSENT_NEEDED"];
    const general = ["INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE"];
    for (const issue of [...issues, "INVALID_RESOURCE_ID", "INSTRUMENT_DECLINED", ...general]) {
      sandbox.paypal.faults.add({ operation: "orders.capture", kind: "issue", issue });
      const { status, body } = await caller.capture("ANY");
      expect(specification(`orders_error_${status}`, body)).toBeUndefined();
    }
  });

  test("webhooks, simulated events and their errors are valid", async () => {
    const path = "/v1/notifications/webhooks";
    const request = { url: "https://shop.example/webhook", event_types: [{ name: "*" }] };
    const created = (await caller.post(path, request)).body;
    const own = `${path}/${created.id}`;
    const sample = { webhook_id: created.id, event_type: "PAYMENT.CAPTURE.COMPLETED" };
    const simulate = "/v1/notifications/simulate-event";
    sandbox.paypal.webhooks.pause();
    const bodies = {
      webhooks_post_201: created,
      webhooks_list_200: (await caller.get(path)).body,
      webhooks_get_200: (await caller.get(own)).body,
      webhooks_update_200: (await caller.patch(own, [])).body,
      event_types_list_200: (await caller.get(`${own}/event-types`)).body,
      webhooks_post_default: (await caller.post(path, request)).body,
      simulate_event_post_202: (await caller.post(simulate, sample)).body,
      simulate_event_post_default: (await caller.post(simulate, {})).body,
    };
    for (const [name, body] of Object.entries(bodies))
      expect(specification(`webhooks_op_${name}`, body)).toBeUndefined();
    await caller.delete(own);
    sandbox.paypal.webhooks.discardPaused();
    sandbox.paypal.webhooks.resume();
  });
});
