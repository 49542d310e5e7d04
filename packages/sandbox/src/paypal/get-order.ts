import type { Call } from "../http/call.ts";
import { answer, notFound } from "./answers.ts";
import { fullOrder } from "./order-wire.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";

/** `GET /v2/checkout/orders/{id}`. */
export function getOrder(paypal: PayPalSandbox, { params }: Call): Response {
  const order = paypal.find(params["id"] ?? "");
  return order ? answer(200, fullOrder(order, paypal.url)) : notFound();
}
