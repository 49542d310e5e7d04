import { z } from "zod";
import type { Call } from "../http/call.ts";
import type { Subscription } from "../webhooks/delivery.ts";
import { eventTypeOnWire, eventTypes } from "./event-types.ts";
import { bodyRefusal, jsonRefusal } from "./json-body.ts";
import type { Link } from "./link.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer, emptyAnswer, notFound } from "./responses.ts";
import { mostWebhooks, validationError, webhookError } from "./webhook-errors.ts";

const path = "/v1/notifications/webhooks";

// Unlike PayPal's, a URL may be http and have any port: a receiver under development has no certificate.
const url = z.url({ protocol: /^https?$/ }).max(2_048);
const types = z
  .array(z.object({ name: z.string().regex(/^(\*|[A-Z][A-Z0-9_-]*(\.[A-Z][A-Z0-9_-]*)+)$/) }))
  .min(1)
  .max(500);

const webhookSchema = z.object({ url, event_types: types });

const patchSchema = z.array(
  z.discriminatedUnion("path", [
    z.object({ op: z.literal("replace"), path: z.literal("/url"), value: url }),
    z.object({ op: z.literal("replace"), path: z.literal("/event_types"), value: types }),
  ]),
);

/** `POST /v1/notifications/webhooks`. */
export function createWebhook(paypal: PayPalSandbox, call: Call): Response {
  const refusal = bodyRefusal(call);
  if (refusal) return refusal;
  const parsed = webhookSchema.safeParse(call.json, { reportInput: true });
  if (!parsed.success) return validationError(parsed.error);
  const known = paypal.webhooks.subscriptions;
  if (known.some((it) => it.url === parsed.data.url)) return urlExists();
  if (known.length >= mostWebhooks) return webhookError("WEBHOOK_NUMBER_LIMIT_EXCEEDED");
  const events = parsed.data.event_types.map(({ name }) => name);
  const created = paypal.webhooks.subscribe({ url: parsed.data.url, events });
  return answer(201, webhookOnWire(paypal, created));
}

/** `GET /v1/notifications/webhooks`. */
export function listWebhooks(paypal: PayPalSandbox): Response {
  const webhooks = paypal.webhooks.subscriptions.map((it) => webhookOnWire(paypal, it));
  return answer(200, { webhooks });
}

/** `GET /v1/notifications/webhooks/{id}`. */
export function getWebhook(paypal: PayPalSandbox, call: Call): Response {
  const webhook = findWebhook(paypal, call);
  return webhook ? answer(200, webhookOnWire(paypal, webhook)) : notFound();
}

/** `GET /v1/notifications/webhooks/{id}/event-types`. */
export function listWebhookTypes(paypal: PayPalSandbox, call: Call): Response {
  const webhook = findWebhook(paypal, call);
  return webhook ? answer(200, { event_types: typesOnWire(webhook.events) }) : notFound();
}

/** `PATCH /v1/notifications/webhooks/{id}`: replaces its URL, its event types, or both. */
export function updateWebhook(paypal: PayPalSandbox, call: Call): Response {
  const refusal = jsonRefusal(call);
  if (refusal) return refusal;
  const webhook = findWebhook(paypal, call);
  if (!webhook) return notFound();
  const parsed = patchSchema.safeParse(call.json, { reportInput: true });
  if (!parsed.success) return validationError(parsed.error);
  const changed = { ...webhook, events: [...webhook.events] };
  for (const step of parsed.data) {
    if (step.path === "/url") changed.url = step.value;
    else changed.events = step.value.map(({ name }) => name);
  }
  const others = paypal.webhooks.subscriptions.filter((it) => it !== webhook);
  if (others.some((it) => it.url === changed.url)) return urlExists();
  return answer(200, webhookOnWire(paypal, paypal.webhooks.subscribe(changed)));
}

/** `DELETE /v1/notifications/webhooks/{id}`. */
export function deleteWebhook(paypal: PayPalSandbox, call: Call): Response {
  const webhook = findWebhook(paypal, call);
  if (!webhook) return notFound();
  paypal.webhooks.unsubscribe(webhook.webhookId);
  return emptyAnswer();
}

/** `GET /v1/notifications/webhooks-event-types`: those that the sandbox emits. */
export function listEventTypes(): Response {
  return answer(200, { event_types: typesOnWire(Object.keys(eventTypes)) });
}

const urlExists = (): Response => webhookError("WEBHOOK_URL_ALREADY_EXISTS");

const typesOnWire = (names: Iterable<string>): object[] =>
  Array.from(names, (name) => eventTypeOnWire(name));

function findWebhook({ webhooks }: PayPalSandbox, { params }: Call): Subscription | undefined {
  return webhooks.subscriptions.find(({ webhookId }) => webhookId === params["id"]);
}

function webhookOnWire(paypal: PayPalSandbox, webhook: Subscription): object {
  const href = `${paypal.url}${path}/${webhook.webhookId}`;
  const links: Link[] = [
    { href, rel: "self", method: "GET" },
    { href, rel: "update", method: "PATCH" },
    { href, rel: "delete", method: "DELETE" },
  ];
  const { webhookId: id, events } = webhook;
  return { id, url: webhook.url, event_types: typesOnWire(events), links };
}
