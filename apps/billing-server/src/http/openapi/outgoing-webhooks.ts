import { eventSchema } from "@onekonsole/billing-contract/schemas";
import { eventExamples } from "../examples/event-examples.ts";
import { type JsonSchema, schemaRef } from "./component-schemas.ts";
import { header } from "./parameters.ts";

const [event] = eventExamples.list.output.events;

/** The security scheme of these requests. */
export const webhookSignature = {
  type: "apiKey",
  in: "header",
  name: "webhook-signature",
  description:
    "The signature over `webhook-id`, `webhook-timestamp` and the body, by the endpoint's secret.",
};

const body: JsonSchema = {
  type: "object",
  required: ["type", "timestamp", "data"],
  properties: {
    type: { type: "string", description: "The `type` of the event." },
    timestamp: { type: "string", format: "date-time" },
    data: schemaRef(eventSchema, "output"),
  },
};

/** The requests that the service sends to endpoints, as the Webhooks of an OpenAPI document. */
export const outgoingWebhooks = {
  orderEvent: {
    post: {
      operationId: "receiveOrderEvent",
      tags: ["webhooks"],
      summary:
        "Sends an event of the feed to an endpoint, signed as the Standard Webhooks specification defines it, at least once.",
      security: [{ webhookSignature: [] }],
      parameters: [
        header("webhook-id", "The id of the event, the same in every attempt.", event?.id ?? ""),
        header("webhook-timestamp", "When it was sent, in seconds since 1970.", "1772359500"),
      ],
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: body,
            example: { type: event?.type, timestamp: event?.time, data: event },
          },
        },
      },
      responses: {
        "2XX": { description: "The endpoint has the event." },
        "4XX": { description: "The event is sent again later; 410 disables the endpoint." },
        "5XX": { description: "The event is sent again later." },
      },
    },
  },
};
