import { z } from "zod";
import type { Order } from "../domain/order.ts";
import type { DeliveryOutcome } from "../ports/web-order.ts";
import type { OwnConnection } from "./connections.ts";
import { type Answer, type WebOrderEndpoint, postJson } from "./post-json.ts";
import { refusalSchema } from "./refusal.ts";

/** The order as web-order takes it; `id` is its own to give. */
function toRequestBody(order: Order) {
  const { details } = order;
  return {
    id: 0,
    paypal_id: order.paypalOrderId,
    user_id: details.user_id,
    cluster_name: details.cluster_name,
    has_control_plane: true,
    has_monitoring: details.has_monitoring,
    has_alerting: details.has_alerting,
    images_storage: details.images_storage,
    monitoring_storage: details.monitoring_storage,
  };
}

/** One POST on a connection of its own, never repeated here: web-order writes a row for each. */
export async function deliver(
  endpoint: Omit<WebOrderEndpoint, "dispatcher">,
  connection: OwnConnection,
  order: Order,
): Promise<DeliveryOutcome> {
  const { pathname, search } = endpoint.url;
  // web-order reads neither yet; its log and a later version of it may.
  const headers = { "idempotency-key": order.id, "x-correlation-id": order.id };
  try {
    const answer = await postJson(
      { ...endpoint, dispatcher: connection.client },
      { path: pathname + search, body: toRequestBody(order), headers },
    );
    return toOutcome(answer);
  } catch (error) {
    const { code } = error as { code?: unknown };
    // A time-out carries a number, which says nothing to a reader.
    const reason = typeof code === "string" ? code : String(error);
    return { kind: connection.isMade() ? "unanswered" : "not_sent", reason };
  } finally {
    void connection.close();
  }
}

// 4xx that can be about the order. The others say "later", or speak of our credentials, the address or the
// form of the request: a gateway gives them for every order alike, and all that is paid meanwhile would be
// given back. web-order has only 400 today.
const aboutTheOrder: ReadonlySet<number> = new Set([400, 402, 409, 410, 422, 451]);

const createdSchema = z.object({ id: z.int().positive() });

function toOutcome(answer: Answer): DeliveryOutcome {
  const { status, body } = answer;
  const created = createdSchema.safeParse(body);
  if (created.success && status >= 200 && status < 300)
    return { kind: "accepted", webOrderId: created.data.id };
  if (status === 201) return { kind: "accepted", webOrderId: null };
  // Only web-order's own words are final; a 4xx without them is somebody's in front of it.
  const refusal = refusalSchema.safeParse(body);
  if (refusal.success && aboutTheOrder.has(status))
    return { kind: "refused", reason: refusal.data.error };
  const reason = `HTTP ${status}`;
  if (!refusal.success && isTurnedAway(answer)) return { kind: "turned_away", reason };
  // Its own 500 is the end of its work, and the only 5xx it has. Any other answer, such as a gateway's 504
  // or a login page, came from something in front of it, behind which it may still be at work.
  const isItsOwn = refusal.success && status === 500;
  return { kind: isItsOwn ? "answered" : "unanswered", reason };
}

// Envoy answers 503 also when a connection broke after the request was handed on (its response flags UC, UR and
// LR). Its text covers that as well as a failed connect, and older releases give no reason in it; the details of
// the response code do the same. nginx and HAProxy answer 502 then.
const mayBeHandedOn =
  /upstream connect error|upstream_reset|connection[ _]termination|(remote|local)[ _]reset|protocol[ _]error/i;

// Reasons that precede any connection to web-order: connect failure, connect timeout and circuit breaking (flags
// UF and UO). After "retried and the latest reset reason" an earlier try may have been handed on.
const neverConnected =
  /(before headers\. reset reason: |before_response_started\{)((local|remote)[ _])?(connection[ _](failure|timeout)|overflow)\b/i;

/** The gateway's 503 shows that it did not hand the request on, as while web-order is rolled out. */
const isTurnedAway = ({ status, text }: Answer): boolean =>
  status === 503 && (neverConnected.test(text) || !mayBeHandedOn.test(text));
