import { existsSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { orderBody, PayPalCaller } from "../testing/paypal-caller.ts";
import { WebhookReceiver } from "../testing/webhook-receiver.ts";

const schemas = new URL("../../../../../shared/facts/paypal/schemas/", import.meta.url);
const contractFile = new URL("contract.schema.json", schemas);
const specificationFile = new URL("paypal.bundle.schema.json", schemas);

describe.skipIf(!existsSync(contractFile))("against the published schemas", () => {
  // The specification has patterns that are no Unicode regular expressions.
  const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
  let specification: { $id: string };
  let sandbox: Sandbox;
  let caller: PayPalCaller;
  beforeAll(async () => {
    addFormats.default(ajv);
    ajv.addSchema(JSON.parse(readFileSync(contractFile, "utf8")));
    specification = JSON.parse(readFileSync(specificationFile, "utf8"));
    ajv.addSchema(specification);
    sandbox = await startSandbox();
    caller = new PayPalCaller(sandbox.paypal);
    await caller.login();
  });
  afterAll(() => sandbox.close());

  /** What the schema has against an answer; undefined when nothing. */
  const faultsOf = (
    name: string,
    body: unknown,
    id = "urn:paypal:contract",
  ): string | undefined => {
    const validate = ajv.getSchema(`${id}#/$defs/${name}`);
    if (!validate) throw new Error(`The schema has no ${name}.`);
    return validate(body) ? undefined : ajv.errorsText(validate.errors);
  };

  const contexts = [
    { application_context: { return_url: "https://shop.example/" } },
    { payment_source: { paypal: { experience_context: {} } } },
  ];

  test("a token is valid", async () => {
    expect(faultsOf("token", (await caller.login()).body)).toBeUndefined();
  });

  test.each(["return=minimal", "return=representation"])("orders are valid, %s", async (prefer) => {
    for (const context of contexts) {
      const { body } = await caller.create(context, { prefer });
      expect(faultsOf("orderCreated", body)).toBeUndefined();
      expect(faultsOf("order", (await caller.order(body.id)).body)).toBeUndefined();
    }
  });

  test.each(["COMPLETED", "PENDING", "DECLINED"] as const)(
    "an order and its capture are valid all the way to %s",
    async (capture) => {
      for (const [value, currency] of [["31", "EUR"] as const, ["3100", "HUF"] as const]) {
        const { id } = (await caller.create(orderBody(value, currency))).body;
        sandbox.paypal.approve(id, { capture });
        expect(faultsOf("order", (await caller.order(id)).body)).toBeUndefined();
        // The API refuses a declined instrument; only the browser's capture leaves one behind.
        const byApi = capture === "DECLINED" ? undefined : (await caller.capture(id)).body;
        if (!byApi) sandbox.paypal.captureInBrowser(id, { capture });
        expect(byApi && faultsOf("captureResult", byApi)).toBeUndefined();
        const order = (await caller.order(id)).body;
        expect(faultsOf("order", order)).toBeUndefined();
        const captureId = order.purchase_units[0].payments.captures[0].id;
        const captured = await caller.get(`/v2/payments/captures/${captureId}`);
        expect(faultsOf("capture", captured.body)).toBeUndefined();
      }
    },
  );

  test("every step of an order is valid by the specification too", async () => {
    const prefer = { prefer: "return=representation" };
    for (const context of contexts) {
      const created = (await caller.create(context, prefer)).body;
      sandbox.paypal.approve(created.id);
      const approved = (await caller.order(created.id)).body;
      const captured = (await caller.capture(created.id)).body;
      const [capture] = captured.purchase_units[0].payments.captures;
      const capturedAlone = (await caller.get(`/v2/payments/captures/${capture.id}`)).body;
      const faults = [
        faultsOf("orders_op_orders_create_201", created, specification.$id),
        faultsOf("orders_op_orders_get_200", approved, specification.$id),
        faultsOf("orders_op_orders_capture_201", captured, specification.$id),
        faultsOf("payments_op_captures_get_200", capturedAlone, specification.$id),
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
    expect([replay.status, faultsOf("captureResult", replay.body)]).toEqual([200, undefined]);
  });

  test("refunds are valid, and so is what they leave of order and capture", async () => {
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
        ...[minimal, whole, pending, found].map((refund) => faultsOf("refund", refund)),
        ...[minimal, whole, pending].map((refund) =>
          faultsOf("payments_op_captures_refund_201", refund, specification.$id),
        ),
        faultsOf("payments_op_refunds_get_200", found, specification.$id),
        faultsOf("orders_op_orders_get_200", (await caller.order(id)).body, specification.$id),
        faultsOf("order", (await caller.order(id)).body),
        faultsOf("capture", (await caller.get(path)).body),
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
      expect(faultsOf("webhookDelivery", event)).toBeUndefined();
      expect(faultsOf("webhooks_event", event, specification.$id)).toBeUndefined();
      const name = resourceSchemas[event.resource_type];
      expect(name && faultsOf(name, event.resource)).toBeUndefined();
    }
    const path = "/v1/notifications/webhooks-events";
    const list = (await caller.get(path)).body;
    expect(
      faultsOf("webhooks_op_webhooks_events_list_200", list, specification.$id),
    ).toBeUndefined();
    const verified = await caller.post("/v1/notifications/verify-webhook-signature", {});
    const refusal = "webhooks_op_verify_webhook_signature_post_default";
    expect(faultsOf(refusal, verified.body, specification.$id)).toBeUndefined();
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
    for (const { body } of errors) expect(faultsOf("apiError", body)).toBeUndefined();
  });
});
