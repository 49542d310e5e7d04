import { storedDetailsSchema } from "@onekonsole/billing-contract/schemas";
import { z } from "zod";
import type { Order } from "../domain/order.ts";
import type { DeliveryOutcome } from "../ports/web-order.ts";
import type { SingleUseConnection } from "./connections.ts";
import { type JsonResponse, type WebOrderEndpoint, postJson } from "./post-json.ts";
import { refusalSchema } from "./refusal.ts";

const detailFields = storedDetailsSchema.keyof().options;

/** The order as web-order accepts it, with exactly the schema's details. web-order assigns the `id`. */
const toRequestBody = ({ paypalOrderId, details }: Order) => ({
  id: 0,
  paypal_id: paypalOrderId,
  has_control_plane: true,
  ...Object.fromEntries(detailFields.map((field) => [field, details[field]])),
});

/** Sends one POST on a new connection and never retries it: web-order creates a row for each POST. */
export async function deliver(
  endpoint: Omit<WebOrderEndpoint, "dispatcher">,
  connection: SingleUseConnection,
  order: Order,
): Promise<DeliveryOutcome> {
  const { pathname, search } = endpoint.url;
  // web-order ignores both headers so far; its log or a later version may use them.
  const headers = { "idempotency-key": order.id, "x-correlation-id": order.id };
  try {
    const response = await postJson(
      { ...endpoint, dispatcher: connection.client },
      { path: pathname + search, body: toRequestBody(order), headers },
    );
    return toOutcome(response);
  } catch (error) {
    const { code } = error as { code?: unknown };
    // A timeout has a numeric code, which does not explain the error.
    const reason = typeof code === "string" ? code : String(error);
    return { kind: connection.isEstablished() ? "unanswered" : "not_sent", reason };
  } finally {
    void connection.close();
  }
}

// The 4xx that can concern one order. The others are transient, or concern our credentials, the URL or the
// request format: a gateway returns them for every order, and every paid order would be refunded. web-order
// itself returns only 400.
const aboutTheOrder: ReadonlySet<number> = new Set([400, 402, 409, 410, 422, 451]);

const createdSchema = z.object({ id: z.int().positive() });

function toOutcome(response: JsonResponse): DeliveryOutcome {
  const { status, body } = response;
  const created = createdSchema.safeParse(body);
  if (created.success && status >= 200 && status < 300)
    return { kind: "accepted", webOrderId: created.data.id };
  if (status === 201) return { kind: "accepted", webOrderId: null };
  // Only a 4xx in web-order's own error shape is final; any other comes from a proxy.
  const refusal = refusalSchema.safeParse(body);
  if (refusal.success && aboutTheOrder.has(status))
    return { kind: "refused", reason: refusal.data.error };
  const reason = `HTTP ${status}`;
  if (!refusal.success && hasNoUpstream(response)) return { kind: "no_upstream", reason };
  // After its own 500, its only 5xx, web-order has finished. Any other response, such as a gateway's 504 or a
  // login page, comes from a proxy, and web-order may still be processing the order.
  const isItsOwn = refusal.success && status === 500;
  return { kind: isItsOwn ? "answered" : "unanswered", reason };
}

// Envoy also returns 503 if a connection broke after the request was forwarded (response flags UC,
// UR and LR). Its text or response code details then are those that older releases also use for
// failed connects. nginx and HAProxy return 502 in that case.
const mayBeForwarded =
  /upstream connect error|upstream_reset|connection[ _]termination|(remote|local)[ _]reset|protocol[ _]error/i;

// Reasons that precede any connection to web-order: connect failure, connect timeout and circuit breaking (flags
// UF and UO). After "retried and the latest reset reason" an earlier attempt may have been forwarded.
const neverConnected =
  /(before headers\. reset reason: |before_response_started\{)((local|remote)[ _])?(connection[ _](failure|timeout)|overflow)\b/i;

/** Whether the gateway's 503 proves that it did not forward the request, as during a rollout of web-order. */
const hasNoUpstream = ({ status, text }: JsonResponse): boolean =>
  status === 503 && (neverConnected.test(text) || !mayBeForwarded.test(text));
