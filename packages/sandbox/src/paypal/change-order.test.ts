import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";

let sandbox: Sandbox;
let caller: PayPalCaller;
let id: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  caller = new PayPalCaller(sandbox.paypal);
  await caller.login();
});
beforeEach(async () => {
  id = (await caller.create()).body.id;
});
afterAll(() => sandbox.close());

const unit = "/purchase_units/@reference_id=='default'";
const amount = (value: string) => ({ currency_code: "USD", value });
const patch = (...steps: object[]) => caller.patch(`/v2/checkout/orders/${id}`, steps);
const firstUnit = async () => (await caller.order(id)).body.purchase_units[0];

describe("PATCH of an order", () => {
  test("changes, adds and removes fields of a purchase unit, and returns no body", async () => {
    const { status, body } = await patch(
      { op: "replace", path: `${unit}/amount`, value: amount("32.00") },
      { op: "add", path: `${unit}/invoice_id`, value: "invoice-1" },
      { op: "remove", path: `${unit}/custom_id` },
    );
    expect([status, body]).toEqual([204, ""]);
    const changed = await firstUnit();
    expect(changed).toMatchObject({ amount: amount("32.00"), invoice_id: "invoice-1" });
    expect(changed).not.toHaveProperty("custom_id");
  });

  test("changes the intent, a whole unit and its shipping address", async () => {
    const address = { address_line_1: "1 Main Street", country_code: "FR" };
    const { status } = await patch(
      { op: "replace", path: "/intent", value: "AUTHORIZE" },
      { op: "replace", path: unit, value: { amount: amount("7"), custom_id: "order-2" } },
      { op: "add", path: `${unit}/shipping/address`, value: address },
    );
    const { intent, purchase_units } = (await caller.order(id)).body;
    expect([status, intent]).toEqual([204, "AUTHORIZE"]);
    expect(purchase_units).toMatchObject([
      {
        reference_id: "default",
        custom_id: "order-2",
        amount: amount("7.00"),
        payee: sandbox.paypal.payee,
        shipping: { address },
      },
    ]);
  });

  test("changes nothing if one operation is not possible", async () => {
    const refused = await patch(
      { op: "replace", path: `${unit}/custom_id`, value: "changed" },
      { op: "replace", path: `${unit}/amount`, value: amount("0.00") },
    );
    expect(refused.body.details).toMatchObject([{ issue: "CANNOT_BE_ZERO_OR_NEGATIVE" }]);
    expect((await firstUnit()).custom_id).toBe("order-1");
  });

  test.each([
    [{ op: "replace", path: `${unit}/payments`, value: {} }, 422, "NOT_PATCHABLE"],
    [{ op: "replace", path: "/create_time", value: "" }, 422, "NOT_PATCHABLE"],
    [{ op: "replace", path: "amount", value: "" }, 422, "INVALID_JSON_POINTER_FORMAT"],
    [{ op: "replace", value: "" }, 422, "PATCH_PATH_REQUIRED"],
    [{ op: "replace", path: `${unit}/custom_id` }, 422, "PATCH_VALUE_REQUIRED"],
    [{ op: "add", path: `${unit}/custom_id`, value: "x" }, 400, "INVALID_PATCH_OPERATION"],
    [{ op: "remove", path: `${unit}/invoice_id` }, 400, "INVALID_PATCH_OPERATION"],
    [{ op: "test", path: `${unit}/custom_id`, value: "x" }, 400, "INVALID_PATCH_OPERATION"],
    [{ op: "replace", path: `${unit}/custom_id`, value: 7 }, 400, "INVALID_PARAMETER_SYNTAX"],
    [{ op: "replace", path: "/intent", value: "SALE" }, 400, "INVALID_PARAMETER_VALUE"],
    [{ op: "add", path: "/intent", value: "CAPTURE" }, 400, "INVALID_PATCH_OPERATION"],
    [{ op: "replace", path: unit, value: {} }, 400, "INVALID_PARAMETER_SYNTAX"],
    [{ op: "replace", path: `${unit}/amount`, value: amount("1.001") }, 422, "DECIMAL_PRECISION"],
    [{ op: "renew", path: `${unit}/custom_id` }, 400, "INVALID_PARAMETER_VALUE"],
    [
      { op: "replace", path: unit.replace("default", "other") + "/amount", value: amount("1.00") },
      422,
      "REFERENCE_ID_NOT_FOUND",
    ],
  ])("rejects %o with %i %s", async (step, status, issue) => {
    const { status: received, body } = await patch(step);
    expect([received, body.details[0].issue]).toEqual([status, issue]);
  });

  test("keeps the amount that the payer has approved", async () => {
    sandbox.paypal.approve(id);
    const refused = await patch({ op: "replace", path: `${unit}/amount`, value: amount("32.00") });
    expect(refused.body.details).toMatchObject([{ issue: "AMOUNT_CHANGE_NOT_ALLOWED" }]);
    const same = await patch({ op: "replace", path: `${unit}/amount`, value: amount("31.00") });
    expect(same.status).toBe(204);
  });

  test("is not possible after the capture, nor for an unknown order", async () => {
    sandbox.paypal.captureInBrowser(id);
    expect((await patch()).body.details).toMatchObject([{ issue: "ORDER_ALREADY_COMPLETED" }]);
    expect((await caller.patch("/v2/checkout/orders/NONE", [])).status).toBe(404);
  });
});

describe("confirm-payment-source", () => {
  const confirm = (payment_source: object) =>
    caller.post(`/v2/checkout/orders/${id}/confirm-payment-source`, { payment_source });

  test("chooses PayPal, so that the payer has to act", async () => {
    const experience_context = {
      return_url: "https://shop.example/back",
      locale: "fr-FR",
      user_action: "PAY_NOW",
    };
    const { status, body } = await confirm({ paypal: { experience_context } });
    expect([status, body.status]).toEqual([200, "PAYER_ACTION_REQUIRED"]);
    expect(body.links.map(({ rel }: { rel: string }) => rel)).toEqual(["self", "payer-action"]);
    expect(sandbox.paypal.orders.get(id)).toMatchObject({
      returnUrl: "https://shop.example/back",
      locale: "fr-FR",
      paysNow: true,
    });
    sandbox.paypal.approve(id);
    expect((await caller.capture(id)).status).toBe(201);
  });

  test.each([
    [{}, "NO_PAYMENT_SOURCE_PROVIDED"],
    [{ paypal: {}, card: {} }, "ONLY_ONE_PAYMENT_SOURCE_ALLOWED"],
    [{ card: {} }, "PAYMENT_SOURCE_CANNOT_BE_USED"],
  ])("rejects %o with %s", async (source, issue) => {
    expect((await confirm(source)).body.details).toMatchObject([{ issue }]);
  });

  test("is not possible after the approval or the capture", async () => {
    sandbox.paypal.approve(id);
    const issues = [{ issue: "PAYMENT_ALREADY_APPROVED" }];
    expect((await confirm({ paypal: {} })).body.details).toMatchObject(issues);
    await caller.capture(id);
    const captured = [{ issue: "ORDER_ALREADY_CAPTURED" }];
    expect((await confirm({ paypal: {} })).body.details).toMatchObject(captured);
  });
});

describe("authorize", () => {
  const authorize = async () => {
    const { body } = await caller.post(`/v2/checkout/orders/${id}/authorize`, {});
    return body.details[0].issue;
  };

  test("does not fit an order to capture", async () => {
    expect(await authorize()).toBe("ACTION_DOES_NOT_MATCH_INTENT");
  });

  test("names the expiry of an order, which the other operations do not know", async () => {
    sandbox.paypal.expire(id);
    expect(await authorize()).toBe("ORDER_EXPIRED");
    expect((await caller.order(id)).status).toBe(404);
  });

  test("needs an approval, and is a feature that the sandbox lacks", async () => {
    id = (await caller.create({ intent: "AUTHORIZE" })).body.id;
    expect(await authorize()).toBe("ORDER_NOT_APPROVED");
    sandbox.paypal.approve(id);
    expect(await authorize()).toBe("AUTH_CAPTURE_NOT_ENABLED");
  });
});
