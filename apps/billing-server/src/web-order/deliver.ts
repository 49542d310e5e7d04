import { z } from "zod";
import type { Order } from "../domain/order.ts";
import type { DeliveryOutcome } from "../domain/web-order.ts";
import { type Answer, type Downstream, postJson } from "./downstream.ts";
import { refusalSchema } from "./refusal.ts";

/** The order as web-order takes it; `id` is its own to give. */
function bodyOf(order: Order) {
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

/** One POST, never repeated here: web-order writes a row for each. */
export async function deliver(downstream: Downstream, order: Order): Promise<DeliveryOutcome> {
  const { pathname, search } = downstream.url;
  // web-order reads neither yet; its log and a later version of it may.
  const headers = { "idempotency-key": order.id, "x-correlation-id": order.id };
  try {
    const answer = await postJson(downstream, {
      path: pathname + search,
      body: bodyOf(order),
      headers,
    });
    return outcomeOf(answer);
  } catch (error) {
    const { code } = error as { code?: unknown };
    // A time-out carries a number, which tells nobody anything.
    const reason = typeof code === "string" ? code : String(error);
    return { kind: isBeforeSending(error) ? "not_sent" : "unanswered", reason };
  }
}

/** A connection that was never made; the same codes on a live one come after bytes have left. */
function isBeforeSending(error: unknown): boolean {
  // A name with several addresses fails once for each of them.
  if (error instanceof AggregateError) return error.errors.every(isBeforeSending);
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  return code === "UND_ERR_CONNECT_TIMEOUT" || syscall === "connect" || syscall === "getaddrinfo";
}

// 4xx that can be about the order. The others say "later", or speak of our credentials, the address or the
// form of the request: a gateway gives them for every order alike, and all that is paid meanwhile would be
// given back. web-order has only 400 today.
const aboutTheOrder: ReadonlySet<number> = new Set([400, 402, 409, 410, 422, 451]);

const createdSchema = z.object({ id: z.int().positive() });

function outcomeOf({ status, body }: Answer): DeliveryOutcome {
  const created = createdSchema.safeParse(body);
  if (created.success && status >= 200 && status < 300)
    return { kind: "accepted", webOrderId: created.data.id };
  if (status === 201) return { kind: "accepted", webOrderId: null };
  // Only web-order's own words are final; a 4xx without them is somebody's in front of it.
  const refusal = refusalSchema.safeParse(body);
  if (refusal.success && aboutTheOrder.has(status))
    return { kind: "refused", reason: refusal.data.error };
  // Its own 500 is the end of its work, and the only 5xx it has. Any other answer, such as a gateway's 504
  // or a login page, came from something in front of it, behind which it may still be at work.
  const isItsOwn = refusal.success && status === 500;
  return { kind: isItsOwn ? "answered" : "unanswered", reason: `HTTP ${status}` };
}
