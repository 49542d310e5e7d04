import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { paypalOperations, type PayPalOperation } from "./paypal-sandbox.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** A request of each operation. */
const requests: Readonly<Record<PayPalOperation, `${string} /${string}`>> = {
  token: "POST /v1/oauth2/token",
  "orders.create": "POST /v2/checkout/orders",
  "orders.get": "GET /v2/checkout/orders/ANY",
  "orders.patch": "PATCH /v2/checkout/orders/ANY",
  "orders.confirm": "POST /v2/checkout/orders/ANY/confirm-payment-source",
  "orders.authorize": "POST /v2/checkout/orders/ANY/authorize",
  "orders.capture": "POST /v2/checkout/orders/ANY/capture",
  "captures.get": "GET /v2/payments/captures/ANY",
  "captures.refund": "POST /v2/payments/captures/ANY/refund",
  "refunds.get": "GET /v2/payments/refunds/ANY",
  "transactions.search": "GET /v1/reporting/transactions",
  "disputes.list": "GET /v1/customer/disputes",
  "disputes.get": "GET /v1/customer/disputes/ANY",
  "disputes.provide_evidence": "POST /v1/customer/disputes/ANY/provide-evidence",
  "disputes.accept_claim": "POST /v1/customer/disputes/ANY/accept-claim",
  "webhooks.verify": "POST /v1/notifications/verify-webhook-signature",
  "webhooks.create": "POST /v1/notifications/webhooks",
  "webhooks.list": "GET /v1/notifications/webhooks",
  "webhooks.get": "GET /v1/notifications/webhooks/ANY",
  "webhooks.update": "PATCH /v1/notifications/webhooks/ANY",
  "webhooks.delete": "DELETE /v1/notifications/webhooks/ANY",
  "webhooks.event_types": "GET /v1/notifications/webhooks-event-types",
  "webhooks.simulate": "POST /v1/notifications/simulate-event",
  "webhooks.events": "GET /v1/notifications/webhooks-events",
  "webhooks.certificate": "GET /v1/notifications/certs/ANY",
};

async function send(operation: PayPalOperation): Promise<number> {
  const [method = "", path = ""] = requests[operation].split(" ");
  return (await fetch(sandbox.paypal.url + path, { method })).status;
}

test.each(paypalOperations)("%s can have a fault, once", async (operation) => {
  sandbox.paypal.faults.add({ operation, kind: { status: 503 } });
  expect(await send(operation)).toBe(503);
  expect(await send(operation)).not.toBe(503);
});

test.each(paypalOperations)("%s needs a token, unless anyone may call it", async (operation) => {
  const isOpen = operation === "webhooks.certificate";
  expect(await send(operation)).toBe(isOpen ? 404 : 401);
});
