import type { Call } from "../http/call.ts";
import { checkOrderRequest } from "./check-order-request.ts";
import { bodyRefusal, keyRefusal, wantsRepresentation } from "./json-body.ts";
import { newOrder } from "./order-record.ts";
import { fullOrder, minimalOrder } from "./order-wire.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer, apiError, notFound } from "./responses.ts";

/** `POST /v2/checkout/orders`. A known PayPal-Request-Id returns the existing order in its current state. */
export function createOrder(paypal: PayPalSandbox, call: Call): Response {
  const key = call.request.headers.get("paypal-request-id");
  const refusal = keyRefusal(key) ?? bodyRefusal(call);
  if (refusal) return refusal;
  const earlier = paypal.keys.find(call.url.pathname, key);
  if (earlier && "orderId" in earlier) return orderResponse(paypal, call, earlier.orderId);

  const checked = checkOrderRequest(call.json);
  if ("problems" in checked) return apiError(checked.status, checked.problems);
  const order = newOrder(checked.request, paypal.clock.now());
  paypal.orders.set(order.id, order);
  paypal.keys.record(call.url.pathname, key, { orderId: order.id });
  const view = wantsRepresentation(call) ? fullOrder : minimalOrder;
  return answer(201, view(order, paypal.url));
}

function orderResponse(paypal: PayPalSandbox, call: Call, orderId: string): Response {
  const order = paypal.find(orderId);
  if (!order) return notFound();
  const view = wantsRepresentation(call) ? fullOrder : minimalOrder;
  return answer(200, view(order, paypal.url));
}
