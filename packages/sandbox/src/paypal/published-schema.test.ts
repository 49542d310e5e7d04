import { existsSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { orderBody, PayPalCaller } from "../testing/paypal-caller.ts";

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
