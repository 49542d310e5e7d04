import type { JsonSchema } from "./component-schemas.ts";
import type { Operation } from "./operation.ts";
import { header } from "./parameters.ts";

const eventSchema: JsonSchema = {
  type: "object",
  description:
    "An event of PayPal's Webhooks Management API; fields that are not listed are ignored.",
  required: ["id", "event_type"],
  additionalProperties: true,
  properties: {
    id: { type: "string", description: "An event is stored once by its id." },
    event_type: { type: "string", examples: ["PAYMENT.CAPTURE.COMPLETED"] },
    create_time: { type: "string", format: "date-time" },
    resource: { type: "object", description: "The order, capture, refund or dispute." },
  },
};

/** An event as PayPal sends it: https://developer.paypal.com/api/rest/webhooks/event-names/ */
export const exampleEvent = {
  id: "WH-58D329510W468432D-8HN650336L201105X",
  event_version: "1.0",
  create_time: "2026-03-01T10:04:02.000Z",
  resource_type: "capture",
  event_type: "PAYMENT.CAPTURE.COMPLETED",
  summary: "Payment completed for EUR 31.0 EUR",
  resource: {
    id: "2GG279541U471931P",
    status: "COMPLETED",
    amount: { currency_code: "EUR", value: "31.00" },
    supplementary_data: { related_ids: { order_id: "5O190127TN364715T" } },
  },
};

/** The headers of PayPal's signature; the security scheme describes `paypal-transmission-sig`. */
const signatureHeaders = [
  header(
    "paypal-transmission-id",
    "PayPal's id of the delivery.",
    "69cd13f0-d67a-11e5-baa3-778b53f4ae55",
  ),
  header("paypal-transmission-time", "When PayPal sent the event.", "2026-03-01T10:04:03Z"),
  header(
    "paypal-cert-url",
    "The certificate of the signature, at PayPal.",
    "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-ab66f33d",
  ),
  header("paypal-auth-algo", "The algorithm of the signature.", "SHA256withRSA"),
];

/** The route to which PayPal sends webhook events. */
export const webhookOperation: Operation = {
  id: "receivePaypalWebhook",
  tag: "webhooks",
  procedure: null,
  method: "POST",
  path: "/webhooks/paypal",
  summary:
    "Receives a webhook event from PayPal, which is verified by its signature, stored once by its id and processed later.",
  access: "paypal",
  parameters: signatureHeaders,
  body: { mediaType: "application/json", schema: eventSchema, example: exampleEvent },
  successes: [{ status: 204, description: "The event is stored." }],
  errors: [
    "webhook_refused",
    "not_found",
    "body_too_large",
    "too_many_requests",
    "internal",
    "service_unavailable",
  ],
};
