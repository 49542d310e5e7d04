import { z } from "zod";
import type { Call } from "../http/call.ts";
import { isEmitted } from "./event-types.ts";
import { bodyRefusal } from "./json-body.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer, notFound } from "./responses.ts";
import { sampleEvent } from "./sample-event.ts";
import { validationError } from "./webhook-errors.ts";

const simulation = z.object({
  webhook_id: z.string().optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  event_type: z.string(),
});

/**
 * What PayPal signs a simulated event with if it is sent to a URL instead of a webhook, by its documentation: no
 * receiver can verify it online.
 */
const unverifiable = "WEBHOOK_ID";

/**
 * `POST /v1/notifications/simulate-event`: sends a sample of an event to a webhook, or to any URL. The sample is
 * about an order that does not exist, and is not stored.
 */
export function simulateEvent(paypal: PayPalSandbox, call: Call): Response {
  const refusal = bodyRefusal(call);
  if (refusal) return refusal;
  const parsed = simulation.safeParse(call.json, { reportInput: true });
  if (!parsed.success) return validationError(parsed.error);
  const { webhook_id, url, event_type } = parsed.data;
  if (!isEmitted(event_type)) return refused("INVALID_PARAMETER_VALUE", "event_type");
  if (webhook_id === undefined && url === undefined)
    return refused("MISSING_REQUIRED_PARAMETER", "webhook_id");
  const webhook = paypal.webhooks.subscriptions.find(({ webhookId }) => webhookId === webhook_id);
  if (webhook_id !== undefined && !webhook) return notFound();
  const target = { webhookId: webhook?.webhookId ?? unverifiable, url: webhook?.url ?? url ?? "" };
  const event = paypal.webhooks.simulate(sampleEvent(event_type, paypal.clock.now()), target);
  return answer(202, JSON.parse(event.body));
}

const refused = (issue: string, field: string): Response =>
  validationError([{ issue, field, location: "body" }]);
