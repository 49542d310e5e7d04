import type { Call } from "../http/call.ts";
import { captureOnWire } from "./order-wire.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer, notFound } from "./responses.ts";

/** `GET /v2/payments/captures/{id}`. */
export function getCapture(paypal: PayPalSandbox, { params }: Call): Response {
  const place = paypal.findCapture(params["id"] ?? "");
  if (!place || paypal.deviations.hidesPayment(place.order)) return notFound();
  return answer(200, captureOnWire(place.order, place.capture, paypal.url));
}
