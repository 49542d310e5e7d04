import type { Call } from "../http/call.ts";
import type { WebhookEvent } from "../webhooks/webhook-event.ts";
import type { Link } from "./link.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer, apiError, notFound, type Problem } from "./responses.ts";

const largestPage = 300;

/**
 * `GET /v1/notifications/webhooks-events`: the past events, newest first. A page has a `next` link if older
 * events follow; new events do not shift the pages.
 */
export function listWebhookEvents(paypal: PayPalSandbox, { url }: Call): Response {
  const query = url.searchParams;
  const pageSize = Number(query.get("page_size") ?? 10);
  const [from, to] = ["start_time", "end_time"].map((name) => parseTime(query.get(name)));
  const sound = Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= largestPage;
  if (!sound) return refusal("page_size", query.get("page_size"));
  if (Number.isNaN(from)) return refusal("start_time", query.get("start_time"));
  if (Number.isNaN(to)) return refusal("end_time", query.get("end_time"));

  const eventType = query.get("event_type") ?? undefined;
  const transactionId = query.get("transaction_id") ?? undefined;
  const newest = paypal.webhooks.events({ eventType, transactionId, from, to }).toReversed();
  const after = query.get("after");
  const start = after === null ? 0 : newest.findIndex(({ id }) => id === after) + 1;
  const page = newest.slice(start, start + pageSize);
  const last = start + pageSize < newest.length ? page.at(-1) : undefined;
  return answer(200, {
    events: page.map(wireForm),
    count: page.length,
    links: pageLinks(paypal.url, url, last),
  });
}

/** `GET /v1/notifications/webhooks-events/{id}`. */
export function getWebhookEvent(paypal: PayPalSandbox, { params }: Call): Response {
  const event = paypal.webhooks.find(params["id"] ?? "");
  return event ? answer(200, wireForm(event)) : notFound();
}

/** `POST /v1/notifications/webhooks-events/{id}/resend`: the same event in a new transmission. */
export function resendWebhookEvent(paypal: PayPalSandbox, { params, json }: Call): Response {
  const event = paypal.webhooks.find(params["id"] ?? "");
  if (!event) return notFound();
  const { webhook_ids: ids } = (json ?? {}) as { webhook_ids?: unknown };
  paypal.webhooks.redeliver(event.id, Array.isArray(ids) ? ids.map(String) : undefined);
  return answer(202, wireForm(event));
}

function wireForm({ body }: WebhookEvent): unknown {
  return JSON.parse(body);
}

function parseTime(text: string | null): number | undefined {
  return text === null ? undefined : Date.parse(text);
}

function pageLinks(host: string, { pathname, search }: URL, last?: WebhookEvent): Link[] {
  const self: Link = { href: host + pathname + search, rel: "self", method: "GET" };
  if (!last) return [self];
  const next = new URLSearchParams(search);
  next.set("after", last.id);
  return [self, { href: `${host}${pathname}?${next.toString()}`, rel: "next", method: "GET" }];
}

function refusal(field: string, value: unknown): Response {
  const problem: Problem = { issue: "INVALID_PARAMETER_VALUE", field, value, location: "query" };
  return apiError(400, [problem]);
}
