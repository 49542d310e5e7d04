import type { Call } from "../http/call.ts";
import { answer, notFound } from "./answers.ts";
import { capturesOf } from "./order-record.ts";
import { captureOnWire } from "./order-wire.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";

/** `GET /v2/payments/captures/{id}`. */
export function getCapture(paypal: PayPalSandbox, { params }: Call): Response {
  const order = paypal.orders.get(paypal.orderOfCapture.get(params["id"] ?? "") ?? "");
  const capture = order && capturesOf(order).find(({ id }) => id === params["id"]);
  return capture ? answer(200, captureOnWire(order, capture, paypal.url)) : notFound();
}
