import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { type Answered, PayPalCaller } from "../testing/paypal-caller.ts";
import { type PublishedIssue, readPublishedIssues } from "../testing/published-issues.ts";
import { areSchemasPublished } from "../testing/published-schemas.ts";
import { createSandboxClient, type SandboxClient } from "./client.ts";

let sandbox: Sandbox;
let control: SandboxClient;
let caller: PayPalCaller;
beforeAll(async () => {
  sandbox = await startSandbox();
  control = createSandboxClient(sandbox.controlUrl);
  caller = new PayPalCaller(sandbox.paypal);
  await caller.login();
});
afterAll(() => sandbox.close());

const simulator = "paypal";

/** A call of each operation; the fault comes before its effect, so that no resource has to exist. */
const calls: Readonly<Record<string, () => Promise<Answered>>> = {
  token: () => new PayPalCaller(sandbox.paypal).login(),
  "orders.create": () => caller.create(),
  "orders.get": () => caller.order("ANY"),
  "orders.patch": () => caller.patch("/v2/checkout/orders/ANY", []),
  "orders.authorize": () => caller.post("/v2/checkout/orders/ANY/authorize", {}),
  "orders.capture": () => caller.capture("ANY"),
  "captures.get": () => caller.get("/v2/payments/captures/ANY"),
  "captures.refund": () => caller.post("/v2/payments/captures/ANY/refund", {}),
  "webhooks.create": () => caller.post("/v1/notifications/webhooks", {}),
  "refunds.get": () => caller.get("/v2/payments/refunds/ANY"),
};

const cause = (operation: string, issue: string): Promise<Answered> =>
  callWith({ operation, kind: "issue", issue });

type Fault = Omit<Parameters<SandboxClient["faults"]["add"]>[0], "simulator">;

async function callWith(fault: Fault): Promise<Answered> {
  const { operation } = fault;
  await control.faults.add({ simulator, ...fault });
  const call = calls[operation];
  if (!call) throw new Error(`The test has no call of ${operation}.`);
  return call();
}

/** Names of operations in the list; an error of all operations is caused for one of them. */
const otherNames: Readonly<Record<string, string>> = { "oauth.token": "token", "*": "orders.get" };

describe("an issue by the control API", () => {
  test.each([
    ["orders.create", "PAYPAL_REQUEST_ID_REQUIRED", 400, "INVALID_REQUEST"],
    ["orders.capture", "CONSENT_NEEDED", 403, "NOT_AUTHORIZED"],
    ["orders.capture", "PAYER_CANNOT_PAY", 422, "UNPROCESSABLE_ENTITY"],
    ["captures.refund", "PREVIOUS_REQUEST_IN_PROGRESS", 409, "RESOURCE_CONFLICT"],
  ])("of %s, %s, has PayPal's status and name", async (operation, issue, status, name) => {
    const { status: received, body } = await cause(operation, issue);
    expect(received).toBe(status);
    expect(body).toMatchObject({ name, details: [{ issue }] });
  });

  test.each([
    ["orders.create", "/purchase_units/@reference_id=='default'/amount/value"],
    ["captures.refund", "/amount/value"],
  ])("of %s names the field that it is about", async (operation, field) => {
    const { body } = await cause(operation, "CANNOT_BE_ZERO_OR_NEGATIVE");
    expect(body.details).toMatchObject([{ field, location: "body" }]);
  });

  test("that every operation has is without details", async () => {
    const { status, body } = await cause("orders.get", "RATE_LIMIT_REACHED");
    expect([status, body.name, body.details]).toEqual([429, "RATE_LIMIT_REACHED", undefined]);
  });

  test("of the webhooks API is an error by its name", async () => {
    const { status, body } = await cause("webhooks.create", "WEBHOOK_NUMBER_LIMIT_EXCEEDED");
    expect([status, body.name]).toEqual([400, "WEBHOOK_NUMBER_LIMIT_EXCEEDED"]);
  });

  test("of OAuth has OAuth's shape", async () => {
    const rejected = await cause("token", "invalid_client");
    expect([rejected.status, rejected.body.error]).toEqual([401, "invalid_client"]);
    const { status, body } = await cause("orders.get", "invalid_token");
    expect([status, body.error]).toEqual([401, "invalid_token"]);
  });

  test.each([
    [{ operation: "order.capture" }, "operation", "orders.capture"],
    [{ operation: "orders.capture", issue: "INSTRUMENT_DECLINDE" }, "issue", "INSTRUMENT_DECLINED"],
    [{ operation: "orders.get", issue: "INSTRUMENT_DECLINED" }, "issue", "INVALID_RESOURCE_ID"],
    [{ operation: "orders.capture" }, "issue", "required"],
  ])("with %o is rejected at %s", async (wrong, field, hint) => {
    const fault = { simulator, kind: "issue", ...wrong } as const;
    await expect(control.faults.add(fault)).rejects.toMatchObject({
      code: "invalid_input",
      field,
      message: expect.stringContaining(hint),
    });
  });

  test("is listed for its operation", async () => {
    const { issues } = await control.faults.issues({ operation: "captures.refund" });
    expect(issues).toContainEqual({ issue: "PREVIOUS_REQUEST_IN_PROGRESS", status: 409 });
    expect(issues).toContainEqual({ issue: "INTERNAL_SERVER_ERROR", status: 500 });
    const unknown = control.faults.issues({ operation: "refund" });
    await expect(unknown).rejects.toMatchObject({ field: "operation" });
  });

  test("is checked for refunds that an order refuses, too", async () => {
    const { id } = sandbox.paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "mine");
    const refusal = control.orders.refuseRefunds({ id, issue: "REFUND_NOT_ALOWED" });
    await expect(refusal).rejects.toMatchObject({ field: "issue" });
  });
});

test("PayPal-Mock-Response returns the same error", async () => {
  const mock = { "paypal-mock-response": '{"mock_application_codes":"CONSENT_NEEDED"}' };
  const { status, body } = await caller.capture("ANY", mock);
  expect([status, body.details[0].issue]).toEqual([403, "CONSENT_NEEDED"]);
});

describe.skipIf(!areSchemasPublished)("the published errors", () => {
  test("are each caused by one call of the control API", async () => {
    const rows = readPublishedIssues().filter(({ status }) => status !== null);
    const missed: unknown[] = [];
    for (const row of rows) {
      const { status, body } = await causeRow(row);
      const [detail] = body.details ?? [];
      const seen = [status, body.name ?? body.error ?? null, detail?.issue ?? null];
      if (String(seen) !== String([row.status, row.name, row.issue])) missed.push({ row, seen });
    }
    expect(missed).toEqual([]);
    expect(rows.length).toBeGreaterThan(280);
  });
});

/** An error of the network or of a proxy has neither issue nor name. */
function causeRow({ operation, status, name, issue }: PublishedIssue): Promise<Answered> {
  const known = otherNames[operation] ?? operation;
  const code = issue ?? name;
  if (code !== null) return cause(known, code);
  const page = { status: status ?? 0, headers: { "content-type": "text/html" }, body: "" };
  return callWith({ operation: known, kind: page });
}
